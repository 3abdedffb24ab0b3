import { serve } from '@openward/platform/http';
import { patientContract } from '../contract/patient.ts';
import { draftOf } from '../rules/draft.ts';
import { holdForChange } from './hold.ts';
import { aliasesOf } from './merge/merge.sql.ts';
import { holdPatients } from './patient.sql.ts';
import { save } from './save.ts';
import { auditChange } from './update.ts';

/**
 * Marks a patient as restricted, or lifts the mark; the records that were merged into it are of the same person and
 * follow. Only people who may open restricted patients may do it, or they would shut themselves out.
 */
export const restrict = serve(patientContract.restrict, async ({ patient_id, version, restricted, reason }, act) => {
  act.authorise({ patient_id, restricted: true });
  const held = await holdForChange(act, patient_id, version);
  const mark = { act: 'restrict', reason, restricted, restricted_reason: restricted ? reason : null };
  const document = await save(act, { ...draftOf(held), ...mark });
  auditChange(act, held.document, document);
  const aliases = await holdPatients(act.tx, await aliasesOf(act.tx, patient_id));
  for (const [id, alias] of aliases) {
    await save(act, { ...draftOf(alias), ...mark });
    act.audit.patient(id);
  }
  return document;
});
