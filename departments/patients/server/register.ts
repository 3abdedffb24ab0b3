import { Problem, serve } from '@openward/platform/http';
import { patientContract } from '../contract/patient.ts';
import type { Registration } from '../contract/registration.ts';
import { temporaryName } from '../rules/display-name.ts';
import { draftOfRegistration } from './change.ts';
import { findDuplicates } from './duplicates.ts';
import { nextTemporaryIdentity, registerDrafts } from './patient.sql.ts';
import { project } from './project.ts';
import type { Tx } from '@openward/platform/db';

/** Registers a patient, unless it looks like somebody who is known already and nobody has looked at that. */
export const register = serve(patientContract.register, async (registration, act) => {
  if (registration.coverages.length > 0 && !act.actor.permissions.has('patients.coverage')) {
    throw new Problem(403, 'access.permission', 'Your role does not record who pays', { field: 'coverages' });
  }
  const draft = draftOfRegistration(registration, await temporaryNameFor(act.tx, registration));
  const candidates = await findDuplicates(act.tx, draft);
  const unseen = candidates.filter(({ patient_id }) => !registration.duplicates_reviewed.includes(patient_id));
  if (unseen.length > 0) {
    throw new Problem(409, 'patients.likely_duplicate', 'This may be somebody who is registered already', { candidates });
  }
  const [written] = await registerDrafts(act.tx, [draft]);
  if (written === undefined) throw new Error('patients.register answered nothing');
  await project(act.tx, draft, written);
  act.audit.patient(draft.id);
  act.audit.detail({ unknown: draft.unknown, duplicates_reviewed: registration.duplicates_reviewed.length });
  return written.document;
});

/** Somebody whom nobody knows is called by the day and a number, until somebody knows. */
async function temporaryNameFor(tx: Tx, { unknown, sex }: Registration): Promise<string | null> {
  if (!unknown) return null;
  const { day, count } = await nextTemporaryIdentity(tx, sex);
  return temporaryName(sex, day, count);
}
