import { Problem } from '@openward/platform/http';
import type { Tx } from '@openward/platform/db';
import { labelRows } from './labels/label-rows.ts';
import { writeIdentifiers, writeRows } from './put.sql.ts';
import type { Written } from './put.sql.ts';
import type { Row } from './row.ts';

/** What became of a put: the version that stands now, and whether it is a new one. */
export interface Put {
  type: string;
  id: string;
  version: number;
  /** When that version was written. */
  last_updated: Date;
  changed: boolean;
}

/** How rows are written. */
export interface Writing {
  /** Refuses, and does not touch, what belongs to a restricted or unknown record. */
  only_open?: boolean;
}

/** As `Put`, for one of many: or why it was not taken. */
export type PutOutcome = Put | { type: string; id: string; refused: Problem };

/** Writes rows of different keys, and says what became of each, and which are new or differ from what stood. */
export async function writeBatch(tx: Tx, rows: readonly Row[], writing: Writing = {}): Promise<{ outcomes: PutOutcome[]; changed: Row[] }> {
  const labelled = await labelRows(tx, rows);
  const { outcomes, changed } = await writeLabelled(tx, labelled.filter((row): row is Row => !(row instanceof Problem)), writing);
  const told = labelled.map((row, at): PutOutcome => (row instanceof Problem ? { type: rows[at]!.type, id: rows[at]!.id, refused: row } : outcomes.shift()!));
  return { outcomes: told, changed };
}

async function writeLabelled(tx: Tx, rows: readonly Row[], { only_open = false }: Writing): Promise<{ outcomes: PutOutcome[]; changed: Row[] }> {
  if (rows.length === 0) return { outcomes: [], changed: [] };
  const written = await writeRows(tx, rows, { only_open, are_new: rows.every(({ if_version }) => if_version === 0) });
  // It stands against expectation, or somebody else wrote the same new resource after our look: look once more.
  const missed = only_open ? [] : rows.flatMap((row, at) => (isMissed(row, written[at]!) ? [at] : []));
  if (missed.length > 0) {
    const again = await writeRows(tx, missed.map((at) => rows[at]!));
    missed.forEach((at, index) => void (written[at] = again[index]!));
  }
  const changed = rows.filter((_row, at) => written[at]!.version !== null);
  const replaced = rows.filter((_row, at) => written[at]!.version !== null && written[at]!.known_version !== null);
  await writeIdentifiers(tx, changed, replaced);
  return { outcomes: rows.map((row, at) => outcomeOf(row, written[at]!)), changed };
}

function isMissed(row: Row, written: Written): boolean {
  return written.version === null && written.known_version === null && !row.if_version;
}

function outcomeOf(row: Row, written: Written): PutOutcome {
  const { type, id } = row;
  const last_updated = written.last_updated!;
  if (written.version !== null) return { type, id, version: written.version, last_updated, changed: true };
  if (written.same) return { type, id, version: written.known_version!, last_updated, changed: false };
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
