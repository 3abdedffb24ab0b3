import type { Act } from '@openward/platform/http';
import { getLinks } from './merge/merge.sql.ts';
import type { PatientRecord } from '../contract/record.ts';
import { changedSince } from './hold.ts';
import type { Draft } from '../rules/draft.ts';
import { amendDraft } from './patient.sql.ts';
import { project, type Links } from './project.ts';

/**
 * Saves a draft of a patient who is held: the rows, the version, and the FHIR resource. Answers the registration as it
 * is now. Every change of a patient goes through here.
 */
export async function save(act: Act, draft: Draft, links?: Links): Promise<PatientRecord> {
  const written = await amendDraft(act.tx, draft);
  if (written === null) throw await changedSince(act, draft.id, draft.version, draft.version);
  await project(act.tx, draft, written, links ?? (await getLinks(act.tx, draft.id)));
  return written.document;
}
