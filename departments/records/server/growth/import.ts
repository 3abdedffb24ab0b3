import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Database } from '@openward/platform/db';
import { parseLms } from '../../rules/growth/parse-lms.ts';
import { replaceStandard } from './growth.sql.ts';

/** What became of one file. */
export type GrowthFile = { file: string; rows: number } | { file: string; line: number; reason: string };

const most_bytes = 5_000_000;

/** Takes in the LMS files of WHO: each file is a transaction, and one that cannot be read leaves what stood. */
export async function importGrowth(database: Database, place: string): Promise<GrowthFile[]> {
  const isFolder = (await stat(place)).isDirectory();
  const files = isFolder ? (await readdir(place)).filter((name) => /\.(txt|csv|tsv)$/i.test(name)).sort().map((name) => path.join(place, name)) : [place];
  const done: GrowthFile[] = [];
  for (const file of files) {
    const name = path.basename(file);
    if ((await stat(file)).size > most_bytes) {
      done.push({ file: name, line: 1, reason: 'it is larger than a table of LMS values is' });
      continue;
    }
    const read = parseLms(name, await readFile(file, 'utf8'));
    if ('fault' in read) done.push({ file: name, ...read.fault });
    else {
      await database.transaction({ scope: 'system' }, (tx) => replaceStandard(tx, read.rows));
      done.push({ file: name, rows: read.rows.length });
    }
  }
  return done;
}
