import { announce } from '@openward/platform/db';
import { Problem } from '@openward/platform/http';
import type { Tx } from '@openward/platform/db';
import { moveLoopsAbout } from './loop/close.ts';
import { targetOf } from '../rules/extract/compartment.ts';
import { rewriteLinks } from '../rules/json/references.ts';
import { put } from './put.ts';
import type { Put } from './put.ts';
import { get } from './read.sql.ts';
import type { Author } from './row.ts';

/** Puts a resource into the record of another patient, as a new version that names them: written on the wrong patient, or assigned when a merge is undone. */
export async function move(
  tx: Tx, { type, id, patient_id, author }: { type: string; id: string; patient_id: string; author?: Author | null },
): Promise<Put> {
  const current = await get(tx, type, id);
  if (current?.json == null) throw new Problem(404, 'records.unknown', 'There is no such entry');
  const from = current.patient_id;
  if (from === null || type === 'Patient') throw new Problem(422, 'records.not_movable', `A ${type} cannot be moved to another patient`);
  const json = rewriteLinks(current.json, (link) => {
    const target = targetOf(link.target);
    return target?.type === 'Patient' && target.id.toLowerCase() === from ? `Patient/${patient_id}` : undefined;
  });
  const moved = await put(tx, { json, patient_id, source: current.source, if_version: current.version, moves: true, ...(author === undefined ? {} : { author }) });
  announce(tx, from);
  await moveLoopsAbout(tx, { type, id }, patient_id);
  return moved;
}
