import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CannotStart, oneLine } from '../../config/cannot-start.ts';

/** Passwords of the database's users; they never leave the data folder. */
export interface Passwords {
  superuser: string;
  owner: string;
  app: string;
  /** Names the login of this installation, so that several may share one PostgreSQL. */
  installation: string;
}

/** Reads the passwords of this data folder, or makes them. Two starts at once end up with the same ones. */
export function passwordsOf(folder: string): Passwords {
  const file = path.join(folder, 'database-passwords.json');
  try {
    const known = read(file);
    if (known !== undefined) return known;
    createPasswords(file);
    return JSON.parse(readFileSync(file, 'utf8')) as Passwords;
  } catch (error) {
    throw new CannotStart(
      'data.unreadable',
      `The file ${file} cannot be read (${oneLine(error)}): restore it, or its rights. Nothing was ` +
        'changed.',
      { cause: error },
    );
  }
}

function read(file: string): Passwords | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Passwords;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Makes the file, unless another start was faster: then that one's stays. */
export function createPasswords(file: string): void {
  const secret = () => randomBytes(24).toString('base64url');
  const passwords = { superuser: secret(), owner: secret(), app: secret(), installation: randomBytes(4).toString('hex') };
  const own = `${file}.${process.pid}`;
  writeFileSync(own, `${JSON.stringify(passwords, null, 2)}\n`, { mode: 0o600, flush: true });
  try {
    // A link fails when the file is there: the first of two starts wins, and none reads half a file.
    linkSync(own, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(own);
  }
}
