import type { Tx } from '@openward/platform/db';
import { draftOf } from '../rules/draft.ts';
import { named } from './change.ts';
import { getLinks } from './merge/merge.sql.ts';
import { amendDraft, holdPatients } from './patient.sql.ts';
import { project } from './project.ts';

/** Writes a version and the FHIR Patient anew of what stands in the tables, after rows were taken away beneath them. */
export async function writeAgain(tx: Tx, ids: readonly string[], act: string): Promise<void> {
  const held = await holdPatients(tx, ids);
  for (const [id, standing] of held) {
    const draft = named({ ...draftOf(standing), id, version: standing.version, act });
    const written = await amendDraft(tx, draft);
    if (written === null) throw new Error('a patient who is held changed');
    await project(tx, draft, written, await getLinks(tx, id));
  }
}
