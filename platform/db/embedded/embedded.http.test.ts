import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Connection } from '../connection.ts';
import { openEmbedded } from './index.ts';
import type { EmbeddedDatabase } from './index.ts';
import { stopServer } from './server.ts';

/** A data folder that was made once: copied, it saves each test the making. */
let made: string;
let folder: string;
let opened: EmbeddedDatabase[];
let children: ChildProcess[];

beforeAll(async () => {
  made = mkdtempSync(path.join(tmpdir(), 'openward-embedded-'));
  await (await openEmbedded({ folder: made, purpose: 'serve', name: 'make', durable: false })).close();
});
afterAll(() => { rmSync(made, { recursive: true, force: true }); });

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'openward-embedded-'));
  execFileSync('cp', ['-a', `${made}/.`, folder]);
  opened = [];
  children = [];
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  for (const database of opened) await database.close();
  // What a test left running on purpose.
  if (existsSync(path.join(folder, 'database', 'postmaster.pid'))) await stopServer(postmaster());
  rmSync(folder, { recursive: true, force: true });
});

async function open(purpose: 'serve' | 'use', name = 'test', durable = false): Promise<EmbeddedDatabase> {
  const database = await openEmbedded({ folder, purpose, name, durable });
  opened.push(database);
  return database;
}

async function ask(connection: Connection, text: string): Promise<unknown[]> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

const postmaster = () => Number(readFileSync(path.join(folder, 'database', 'postmaster.pid'), 'utf8').split('\n')[0]);
const alive = (pid: number) => {
  try {
    process.kill(pid, 0);
    // A process that was killed stays as a zombie until its parent has looked.
    return process.platform !== 'linux' || !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
};

function startFromNothing(): void {
  rmSync(folder, { recursive: true });
  mkdirSync(folder);
}

/** A process of its own that opens the folder, says so, and waits. */
async function openInChild(purpose: 'serve' | 'use'): Promise<{ child: ChildProcess; said: string }> {
  const module = path.join(import.meta.dirname, 'index.ts');
  const child = spawn(process.execPath, ['--input-type=module', '-e', `
    import { openEmbedded } from ${JSON.stringify(module)};
    try {
      await openEmbedded({ folder: ${JSON.stringify(folder)}, purpose: '${purpose}', name: 'child', durable: false });
      process.stdout.write('opened');
      setInterval(() => {}, 1000);
    } catch (error) {
      process.stdout.write(error.code + ' ' + error.message);
    }`], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const said = await new Promise<string>((resolve) => {
    child.stdout.on('data', (part: Buffer) => { resolve(part.toString()); });
  });
  return { child, said };
}

describe('the embedded PostgreSQL', () => {
  test('is made as a hospital needs it, and keeps what was written', async () => {
    startFromNothing();
    const first = await open('serve');
    const [made] = await ask(first.owner, `select current_setting('data_checksums') as checksums, current_setting('server_encoding') as encoding,
      current_setting('listen_addresses') as network, (select rolsuper from pg_roles where rolname = current_user) as superuser`);
    expect(made).toEqual({ checksums: 'on', encoding: 'UTF8', network: '', superuser: false });
    await ask(first.owner, 'create table kept (id int); insert into kept values (1)');
    const pid = postmaster();
    await first.close();
    expect(alive(pid)).toBe(false);
    expect(await ask((await open('serve')).owner, 'select * from kept')).toEqual([{ id: 1 }]);
  });

  test('lets nobody in without the password, which only the owner of the folder can read', async () => {
    const database = await open('serve');
    await expect(ask({ ...database.superuser, user: 'postgres', password: 'guess' }, 'select 1')).rejects.toMatchObject({ code: '28P01' });
    await expect(ask({ ...database.owner, user: 'openward', password: '' }, 'select 1')).rejects.toThrow(/password/);
    expect(statSync(path.join(folder, 'database-passwords.json')).mode & 0o777).toBe(0o600);
    expect(statSync(path.join(folder, 'database')).mode & 0o777).toBe(0o700);
  });

  test('serves one server at a time, and says who has it', async () => {
    const first = await open('serve', 'openward start');
    await expect(open('serve')).rejects.toThrow(new RegExp(`already running on .*: openward start \\(process ${process.pid}\\)`));
    await first.close();
    await open('serve');
  });

  test('is shared with commands, and the last one out stops it', async () => {
    const server = await open('serve');
    const command = await open('use');
    const pid = postmaster();
    await server.close();
    expect(await ask(command.owner, 'select 1 as still')).toEqual([{ still: 1 }]);
    await command.close();
    expect(alive(pid)).toBe(false);
  });

  test('can be taken over by a server while a command that started it still works', async () => {
    const command = await open('use');
    const pid = postmaster();
    const server = await open('serve');
    await command.close();
    expect(postmaster()).toBe(pid);
    expect(await ask(server.owner, 'select 1 as still')).toEqual([{ still: 1 }]);
  });

  test('of several first starts at once exactly one wins, and nothing half made remains', async () => {
    startFromNothing();
    const starts = await Promise.all([1, 2, 3].map(() => openInChild('serve')));
    const said = starts.map((start) => start.said);
    expect(said.filter((line) => line === 'opened')).toHaveLength(1);
    expect(said.filter((line) => line.startsWith('data.locked'))).toHaveLength(2);
    expect(readdirSync(folder).filter((name) => name.includes('being-made'))).toEqual([]);
  });
});

describe('after a crash', () => {
  test('a PostgreSQL that was left behind by a killed server is taken over', async () => {
    const { child, said } = await openInChild('serve');
    expect(said).toBe('opened');
    const pid = postmaster();
    child.kill('SIGKILL');
    await new Promise((resolve) => { child.on('exit', resolve); });
    expect(alive(pid)).toBe(true);
    const next = await open('serve');
    expect(postmaster()).toBe(pid);
    await next.close();
    expect(alive(pid)).toBe(false);
  });

  test('one that runs with settings of another version is started anew', async () => {
    const { child } = await openInChild('serve');
    const pid = postmaster();
    child.kill('SIGKILL');
    await new Promise((resolve) => { child.on('exit', resolve); });
    const settings = path.join(folder, 'database', 'postgresql.conf');
    writeFileSync(settings, readFileSync(settings, 'utf8').replace(/^work_mem.*$/m, "work_mem = '1MB'"));
    const next = await open('serve');
    expect(postmaster()).not.toBe(pid);
    expect(await ask(next.owner, 'show work_mem')).toEqual([{ work_mem: '8MB' }]);
  });

  test('a PostgreSQL that was killed is noticed, and the next start recovers what was saved', async () => {
    const first = await open('serve', 'test', true);
    await ask(first.owner, 'create table kept (id int); insert into kept values (1)');
    const noticed = new Promise<string>((resolve) => { first.onLost(() => { resolve('noticed'); }); });
    process.kill(postmaster(), 'SIGKILL');
    expect(await noticed).toBe('noticed');
    expect(await ask((await open('serve')).owner, 'select * from kept')).toEqual([{ id: 1 }]);
  });

  test('closing in order is not reported as a loss', async () => {
    const first = await open('serve');
    let lost = 0;
    first.onLost(() => { lost += 1; });
    await first.close();
    expect(lost).toBe(0);
  });

  test('a note of a server that is gone does not keep the next one out when its number is another program\'s now', async () => {
    const first = await open('serve');
    const note = path.join(folder, 'database', 'postmaster.pid');
    const text = readFileSync(note, 'utf8');
    await first.close();
    const { uid, gid } = statSync(path.join(folder, 'database'));
    const other = spawn('sleep', ['60'], { uid, gid, stdio: 'ignore' });
    children.push(other);
    writeFileSync(note, text.replace(/^\d+/, String(other.pid)), { mode: 0o600 });
    await open('serve');
    expect(postmaster()).not.toBe(other.pid);
  });
});

describe('refuses in one line, and changes nothing', () => {
  const lineOf = async () => {
    const error = await open('serve').then(() => new Error('it started'), (reason: unknown) => reason as Error);
    expect(error.message).not.toContain('\n');
    return `${(error as { code?: string }).code}: ${error.message}`;
  };

  test('data of another version of PostgreSQL', async () => {
    writeFileSync(path.join(folder, 'database', 'PG_VERSION'), '17\n');
    expect(await lineOf()).toMatch(/^database\.format: .*written by PostgreSQL 17, and this OpenWard has PostgreSQL 18/);
    expect(existsSync(path.join(folder, 'database', 'postmaster.pid'))).toBe(false);
  });

  test('a database whose passwords were lost', async () => {
    rmSync(path.join(folder, 'database-passwords.json'));
    expect(await lineOf()).toMatch(/^data\.passwords: .*restore it from a backup/);
    expect(existsSync(path.join(folder, 'database-passwords.json'))).toBe(false);
  });

  test('passwords of another database', async () => {
    const file = path.join(folder, 'database-passwords.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/"owner": ".{5}/, '"owner": "wrong'));
    expect(await lineOf()).toMatch(/^data\.passwords: .*does not accept/);
    expect(existsSync(path.join(folder, 'database', 'postmaster.pid'))).toBe(false);
  });

  test('a data folder that is none', async () => {
    const file = path.join(folder, 'a-file');
    writeFileSync(file, 'not a folder');
    const start = openEmbedded({ folder: file, purpose: 'serve', name: 'test', durable: false });
    await expect(start).rejects.toMatchObject({ code: 'data.unreadable' });
    expect(readFileSync(file, 'utf8')).toBe('not a folder');
  });

  test('a database elsewhere that is not there: no empty hospital takes its place', async () => {
    const elsewhere = path.join(folder, 'elsewhere');
    mkdirSync(elsewhere);
    renameSync(path.join(folder, 'database'), path.join(elsewhere, 'database'));
    writeFileSync(path.join(folder, 'database-folder'), path.join(elsewhere, 'database'));
    await (await open('serve')).close();
    rmSync(elsewhere, { recursive: true });
    expect(await lineOf()).toMatch(/^data\.missing: .*bring it back/);
    expect(existsSync(path.join(folder, 'database'))).toBe(false);
  });
});
