import { badInput, serve, type Act } from '@openward/platform/http';
import { patientContract } from '../contract/patient.ts';
import { touched } from '../rules/field-changes.ts';
import { changed } from './change.ts';
import { draftOf } from '../rules/draft.ts';
import { holdForChange } from './hold.ts';
import { save } from './save.ts';
import type { PatientRecord } from '../contract/record.ts';

/** Names in the audit event which fields a change touched, never their values. */
export function auditChange(act: Act, before: PatientRecord, after: PatientRecord): void {
  act.audit.patient(after.id);
  act.audit.detail({ version: after.version, fields: touched(before, after) });
}

/** Changes a registration for somebody who saw its newest version. */
export const update = serve(patientContract.update, async ({ patient_id, version, changes }, act) => {
  if (Object.keys(changes).length === 0) throw badInput('changes', 'patients.nothing_to_change', 'Names nothing to change');
  const held = await holdForChange(act, patient_id, version);
  const document = await save(act, changed(draftOf(held), changes, 'changes.'));
  auditChange(act, held.document, document);
  return document;
});
