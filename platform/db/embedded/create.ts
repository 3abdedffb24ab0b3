import { spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CannotStart } from '../../config/cannot-start.ts';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import type { Place } from './data-folder.ts';
import type { Passwords } from './passwords.ts';
import { accessRules } from './server-settings.ts';

/** Name of the hospital's database and of the role that owns it. */
export const databaseName = 'openward';
export const ownerName = 'openward';
export const superuserName = 'postgres';

/**
 * Makes the database beside its place and moves it there when it is whole, so that an interrupted first start
 * leaves nothing that looks like a hospital, and of two first starts exactly one's database stays.
 */
export async function createDatabase(place: Place, binaries: Binaries, passwords: Passwords, durable: boolean): Promise<void> {
  const half = mkdtempSync(`${place.database}-being-made-`);
  if (place.account !== undefined) chownSync(half, place.account.uid, place.account.gid);
  try {
    await initialise(half, place.account, binaries, durable);
    writeFileSync(path.join(half, 'pg_hba.conf'), accessRules);
    await run(place.account, binaries.postgres, ['--single', '-j', '-D', half, '-c', 'logging_collector=off', 'postgres'], roles(passwords));
    renameSync(half, place.database);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    if (existsSync(path.join(place.database, 'PG_VERSION'))) return;
    throw error;
  }
}

/**
 * Letters are told apart as Unicode does (LC_CTYPE), or a name in Greek or Arabic would have no trigrams; order and
 * capitals come from PostgreSQL itself, so that an update of the operating system cannot break an index.
 */
async function initialise(half: string, account: Account | undefined, binaries: Binaries, durable: boolean): Promise<void> {
  const always = [
    '-D', half, `--username=${superuserName}`, '--auth=reject', '--encoding=UTF8', '--data-checksums',
    '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', ...(durable ? [] : ['--no-sync']),
  ];
  const characters = ['C.UTF-8', 'en_US.UTF-8', 'UTF-8'];
  for (const [index, locale] of characters.entries()) {
    try {
      await run(account, binaries.initdb, [...always, `--lc-ctype=${locale}`], '');
      return;
    } catch (error) {
      const unknown = /invalid locale name/.test((error as Error).message);
      if (!unknown || index === characters.length - 1) throw error;
    }
  }
}

function roles(passwords: Passwords): string {
  // Only characters of base64url, so no quoting is needed; the server keeps nothing but their SCRAM verifiers.
  return [
    `alter role ${superuserName} password '${passwords.superuser}'`,
    `create role ${ownerName} login createrole password '${passwords.owner}'`,
    `create database ${databaseName} owner ${ownerName}`,
    'revoke all on database postgres from public',
  ].map((statement) => `${statement};\n\n`).join('');
}

async function run(account: Account | undefined, program: string, args: string[], input: string): Promise<void> {
  const child = spawn(program, args, {
    ...account, cwd: '/', stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, LC_ALL: undefined, LANG: 'C', LC_MESSAGES: 'C' },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (part: string) => { said += part; });
  }
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const problem = said.split('\n').find((line) => /\b(ERROR|FATAL|PANIC|error):/.test(line));
  if (code === 0 && problem === undefined) return;
  throw new CannotStart(
    'database.create',
    `The database could not be made (${(problem ?? said).trim()}). Nothing was left behind.`,
  );
}
