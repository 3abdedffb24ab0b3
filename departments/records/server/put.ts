import { announce } from '@openward/platform/db';
import type { Tx } from '@openward/platform/db';
import { Problem } from '@openward/platform/http';
import { tellFollowers } from './follow.ts';
import { insertNew } from './insert-new.sql.ts';
import { watchResults } from './loop/results.ts';
import { labelRows } from './labels/label-rows.ts';
import { rowOf } from './row.ts';
import type { Item, Row } from './row.ts';
import { writeBatch } from './write-batch.ts';
import type { Put, PutOutcome, Writing } from './write-batch.ts';

export type { Put, PutOutcome } from './write-batch.ts';

const rowsAtOnce = 500;

/** Keeps a resource: a new version when its content differs from what stands, nothing otherwise. */
export async function put(tx: Tx, item: Item): Promise<Put> {
  if (item.if_version === 0) {
    const [labelled] = await labelRows(tx, [rowOf(item)]);
    if (labelled instanceof Problem) throw labelled;
    const row = labelled!;
    const last_updated = row.identifiers.length === 0 ? await insertNew(tx, row) : undefined;
    if (last_updated !== undefined) {
      await watchResults(tx, [row]);
      await tellFollowers(tx, [row]);
      tellOf(tx, [row]);
      return { type: row.type, id: row.id, version: 1, last_updated, changed: true };
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
export async function putRows(tx: Tx, rows: readonly Row[], writing: Writing = {}): Promise<PutOutcome[]> {
  const outcomes: PutOutcome[] = [];
  for (const batch of batches(rows)) outcomes.push(...(await putBatch(tx, batch, writing)));
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

async function putBatch(tx: Tx, rows: readonly Row[], writing: Writing): Promise<PutOutcome[]> {
  const { outcomes, changed } = await writeBatch(tx, rows, writing);
  await watchResults(tx, changed);
  await tellFollowers(tx, changed);
  tellOf(tx, changed);
  return outcomes;
}

/** Tells those who have a chart open that it changes. */
function tellOf(tx: Tx, rows: readonly Row[]): void {
  for (const { patient_id, columns } of rows) if (patient_id !== null && columns.kind !== undefined) announce(tx, patient_id);
}
