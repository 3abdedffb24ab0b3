import { badInput, Problem, serve } from '@openward/platform/http';
import { patientContract } from '../contract/patient.ts';
import { changed, named } from './change.ts';
import { draftOf } from '../rules/draft.ts';
import { findDuplicates } from './duplicates.ts';
import { holdForChange } from './hold.ts';
import { save } from './save.ts';
import { auditChange } from './update.ts';

/** Says who an unknown patient is. The hospital number stays; the temporary name is kept as an old one. */
export const identify = serve(patientContract.identify, async (input, act) => {
  const { patient_id, version, changes, duplicates_reviewed } = input;
  const held = await holdForChange(act, patient_id, version);
  if (!held.document.unknown) {
    throw new Problem(409, 'patients.already_identified', 'This patient has been identified already');
  }
  if ((changes.names ?? []).length === 0) throw badInput('changes.names', 'patients.name_missing', 'Say who it is');
  const draft = draftOf(held);
  const temporary = draft.names.filter((name) => name.use === 'temp').map((name) => ({ ...name, use: 'old' as const }));
  const next = changed(draft, changes, 'changes.');
  const names = [...next.names, ...temporary.filter(({ id }) => !next.names.some((name) => name.id === id))];
  const identified = named({ ...next, names, unknown: false, act: 'identify' });
  const candidates = (await findDuplicates(act.tx, identified)).filter((each) => each.patient_id !== patient_id);
  if (candidates.some((each) => !duplicates_reviewed.includes(each.patient_id))) {
    throw new Problem(409, 'patients.likely_duplicate', 'This may be somebody who is registered already', { candidates });
  }
  const document = await save(act, identified);
  auditChange(act, held.document, document);
  return document;
});
