import { timingSafeEqual } from 'node:crypto';
import { writeAgain } from '@openward/patients/api';
import { writeEvent } from '@openward/platform/audit';
import type { BackupStore } from '@openward/platform/backup';
import { blindIndex } from '@openward/platform/crypto';
import type { Database } from '@openward/platform/db';
import { every } from '@openward/platform/jobs';
import { type ErasureNote, erasureOf, noteFile, noteText, readNote, signedText } from '../../rules/erasure/note.ts';
import { eraseAgain, readDone } from './again.sql.ts';

let places: readonly BackupStore[] = [];
/** Erasures that stand in the database and in every place, as this process saw them last. */
let settled = new Set<string>();
let compared_ms = 0;
const compare_again_ms = 600_000;

/** From now on this server keeps what was erased in these places, outside the database and its backups. */
export function openErasures(stores: readonly BackupStore[]): void {
  places = stores;
  settled = new Set();
  compared_ms = 0;
}

export interface Compared {
  /** Erasures that this database had forgotten, and that were done again. */
  again: number;
  /** Notes that are not ours, or damaged. */
  strange: number;
}

// One that sets data keys apart by their purpose: with it nobody outside writes a note that erases.
const sealOf = (note: ErasureNote): Buffer => blindIndex('compliance.erasure', signedText(note));

/** Notes what was erased, in every place; and erases again what a place knows and a restored database does not. */
export async function compareErasures(database: Database): Promise<Compared> {
  const found = { again: 0, strange: 0 };
  compared_ms = Date.now();
  const done = await database.transaction({ scope: 'system' }, readDone);
  const known = new Set(done.map(({ erasure_id }) => erasure_id));
  for (const place of places) {
    const there = new Set((await place.list()).map(({ name }) => erasureOf(name)).filter((id) => id !== null));
    for (const id of there) {
      if (known.has(id)) continue;
      const note = await ours(place, id);
      if (note === null) {
        found.strange += 1;
        continue;
      }
      if (await repeat(database, note)) found.again += 1;
      known.add(id);
      done.push(note);
    }
    for (const note of done) if (!there.has(note.erasure_id)) await place.note(noteFile(note.erasure_id), noteText(note, sealOf(note).toString('base64')));
  }
  settled = known;
  return found;
}

/** A note, if this hospital wrote it. */
async function ours(place: BackupStore, erasure_id: string): Promise<ErasureNote | null> {
  const read = readNote((await place.noted(noteFile(erasure_id))) ?? '');
  if (read === null || read.note.erasure_id !== erasure_id) return null;
  const [said, right] = [Buffer.from(read.seal, 'base64'), sealOf(read.note)];
  return said.length === right.length && timingSafeEqual(said, right) ? read.note : null;
}

async function repeat(database: Database, note: ErasureNote): Promise<boolean> {
  return database.transaction({ scope: 'system' }, async (tx) => {
    const ids = await eraseAgain(tx, note);
    if (ids.length === 0) return false;
    if (!note.categories.includes('identity')) await writeAgain(tx, ids, 'erase');
    await writeEvent(tx, { name: 'compliance.erasure.again', outcome: 'success', patient_ids: ids, detail: { erasure_id: note.erasure_id, categories: note.categories, erased_at: note.erased_at } });
    return true;
  });
}

/** Soon after an erasure, and every ten minutes: a place that was away is caught up with. */
async function keepErasures(database: Database): Promise<void> {
  if (places.length === 0) return;
  if (Date.now() - compared_ms < compare_again_ms) {
    const done = await database.transaction({ scope: 'system' }, readDone);
    if (done.every(({ erasure_id }) => settled.has(erasure_id))) return;
  }
  await compareErasures(database);
}

every(10, 'keep erasures', keepErasures);
