import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { CannotStart } from '../../config/cannot-start.ts';

/** The operating system's user that PostgreSQL runs as; undefined for the user that we are ourselves. */
export interface Account {
  uid: number;
  gid: number;
}

const ownName = 'openward';

/**
 * PostgreSQL refuses to run as root. Then it runs as the owner of the existing data, or else as a user made for
 * it: `openward` or `postgres` where there is one, a new `openward` where not.
 */
export function databaseAccount(existingData?: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  if (existingData !== undefined) {
    const { uid, gid } = statSync(existingData);
    if (uid !== 0) return { uid, gid };
  }
  const account = accountOf(ownName) ?? accountOf('postgres') ?? createAccount() ?? accountOf('nobody');
  if (account === undefined) {
    throw new CannotStart(
      'database.account',
      'PostgreSQL does not run as root: start OpenWard as an ordinary user, or make a user called ' +
        'openward (useradd --system openward).',
    );
  }
  return account;
}

function accountOf(name: string): Account | undefined {
  const uid = idOf('-u', name);
  const gid = idOf('-g', name);
  return uid === undefined || gid === undefined || uid === 0 ? undefined : { uid, gid };
}

function idOf(what: '-u' | '-g', name: string): number | undefined {
  const { status, stdout } = spawnSync('id', [what, name], { encoding: 'utf8' });
  return status === 0 ? Number(stdout.trim()) : undefined;
}

function createAccount(): Account | undefined {
  const commands: [string, string[]][] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', ownName]],
    ['adduser', ['-S', '-D', '-H', '-s', '/sbin/nologin', ownName]],
  ];
  for (const [command, args] of commands) {
    if (spawnSync(command, args, { stdio: 'ignore' }).status === 0) return accountOf(ownName);
  }
  return undefined;
}

/** Whether the account may enter this folder. Asked of the system itself, which also knows access lists. */
export function canEnter(account: Account | undefined, folder: string): boolean {
  if (account === undefined) return true;
  return spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { ...account, cwd: '/', stdio: 'ignore' }).status === 0;
}
