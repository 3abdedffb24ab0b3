import { Problem } from '@openward/platform/http';
import type { Tx } from '@openward/platform/db';
import { insertNew } from './insert-new.sql.ts';
import { watchResults } from './loop/results.ts';
import { rowOf } from './row.ts';
import type { Item, Row } from './row.ts';
import { writeIdentifiers, writeRows } from './put.sql.ts';
import type { Written } from './put.sql.ts';

/** What became of a put: the version that stands now, and whether it is a new one. */
export interface Put {
  type: string;
  id: string;
  version: number;
  changed: boolean;
}

/** As `Put`, for one of many: or why it was not taken. */
export type PutOutcome = Put | { type: string; id: string; refused: Problem };

const rowsAtOnce = 500;

/** Keeps a resource: a new version when its content differs from what stands, nothing otherwise. */
export async function put(tx: Tx, item: Item): Promise<Put> {
  if (item.if_version === 0) {
    const row = rowOf(item);
    if (row.identifiers.length === 0 && (await insertNew(tx, row))) {
      await watchResults(tx, [row]);
      return { type: row.type, id: row.id, version: 1, changed: true };
    }
  }
  const [outcome] = await putMany(tx, [item]);
  return outcome!;
}

/** Keeps many resources, in as few statements as it can. Throws the first refusal; what was written goes with the transaction. */
export async function putMany(tx: Tx, items: readonly Item[]): Promise<Put[]> {
  const outcomes = await tryPutMany(tx, items);
  return outcomes.map((outcome) => {
    if ('refused' in outcome) throw outcome.refused;
    return outcome;
  });
}

/** Keeps those of many resources that can be kept, and says of the others why not. */
export async function tryPutMany(tx: Tx, items: readonly Item[]): Promise<PutOutcome[]> {
  return putRows(tx, items.map(rowOf));
}

/** As `tryPutMany`, for rows that were made ready before. */
export async function putRows(tx: Tx, rows: readonly Row[]): Promise<PutOutcome[]> {
  const outcomes: PutOutcome[] = [];
  for (const batch of batches(rows)) outcomes.push(...(await putBatch(tx, batch)));
  return outcomes;
}

/** Cuts rows so that no batch names a resource twice: the second is to find the first. */
function* batches(rows: readonly Row[]): Generator<Row[]> {
  let batch: Row[] = [];
  let keys = new Set<string>();
  for (const row of rows) {
    const key = `${row.type}/${row.id}`;
    if (keys.has(key) || batch.length === rowsAtOnce) {
      yield batch;
      batch = [];
      keys = new Set();
    }
    keys.add(key);
    batch.push(row);
  }
  if (batch.length > 0) yield batch;
}

async function putBatch(tx: Tx, rows: readonly Row[]): Promise<PutOutcome[]> {
  const written = await writeRows(tx, rows);
  // Somebody else wrote the same new resource between our look and our insert: look once more.
  const missed = rows.flatMap((row, at) => (isMissed(row, written[at]!) ? [at] : []));
  if (missed.length > 0) {
    const again = await writeRows(tx, missed.map((at) => rows[at]!));
    missed.forEach((at, index) => void (written[at] = again[index]!));
  }
  const changed = rows.filter((_row, at) => written[at]!.version !== null);
  const replaced = rows.filter((_row, at) => written[at]!.version !== null && written[at]!.known_version !== null);
  await writeIdentifiers(tx, changed, replaced);
  await watchResults(tx, changed);
  return rows.map((row, at) => outcomeOf(row, written[at]!));
}

function isMissed(row: Row, written: Written): boolean {
  return written.version === null && written.known_version === null && !row.if_version;
}

function outcomeOf(row: Row, written: Written): PutOutcome {
  const { type, id } = row;
  if (written.version !== null) return { type, id, version: written.version, changed: true };
  if (written.same) return { type, id, version: written.known_version!, changed: false };
  return { type, id, refused: refusalOf(row, written) };
}

function refusalOf({ type, id, if_version }: Row, { known_version, same_patient, same_source }: Written): Problem {
  if (!same_patient) {
    return new Problem(409, 'records.other_patient', `${type}/${id} belongs to the record of another patient`, { field: 'id' });
  }
  if (!same_source) {
    return new Problem(409, 'records.other_source', `${type}/${id} was written by another source since`, { field: 'id' });
  }
  if (if_version !== null) {
    return new Problem(409, 'records.changed', `${type}/${id} was changed meanwhile`, { field: 'version', version: known_version ?? 0 });
  }
  return new Problem(409, 'records.not_visible', `${type}/${id} exists, and you may not see it`, { field: 'id' });
}
