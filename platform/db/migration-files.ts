import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CannotStart } from '../config/cannot-start.ts';

/** One file of changes to the database. */
export interface Migration {
  number: number;
  /** Path from the root of the project, with forward slashes. */
  file: string;
  sha256: string;
  text: string;
}

const root = path.resolve(import.meta.dirname, '../..');
const name = /^(\d{4})_[a-z0-9_]+\.sql$/;

/** All migrations of the platform and the departments, in their one global order. */
export function migrationFiles(projectRoot = root): Migration[] {
  const files = ['platform', 'departments'].flatMap((area) => inArea(projectRoot, area));
  files.sort((a, b) => a.number - b.number);
  files.forEach((file, index) => {
    const next = files[index + 1];
    if (next?.number === file.number) {
      throw new CannotStart(
        'migration.number_twice',
        `${file.file} and ${next.file} have the same number: give one of them another.`,
      );
    }
  });
  return files;
}

function inArea(projectRoot: string, area: string): Migration[] {
  const folder = path.join(projectRoot, area);
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((part) => {
    const migrations = path.join(folder, part, 'migrations');
    if (!existsSync(migrations)) return [];
    return readdirSync(migrations).filter((file) => file.endsWith('.sql')).map((file) => read(projectRoot, path.join(migrations, file)));
  });
}

function read(projectRoot: string, file: string): Migration {
  const shown = path.relative(projectRoot, file).replaceAll(path.sep, '/');
  const number = name.exec(path.basename(file))?.[1];
  if (number === undefined) {
    throw new CannotStart('migration.name', `${shown} must be called like 0042_what_it_does.sql.`);
  }
  // Line ends are the same on every machine, whatever git made of them: the hash must be too.
  const text = readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
  if (/^\s*(begin|commit|rollback|start\s+transaction)(\s+(work|transaction))?\s*;/im.test(text)) {
    throw new CannotStart(
      'migration.transaction',
      `${shown} must not begin or end a transaction: each file is one already.`,
    );
  }
  return { number: Number(number), file: shown, sha256: createHash('sha256').update(text).digest('hex'), text };
}
