import { Problem, serve } from '@openward/platform/http';
import { identityOf } from '@openward/patients/api';
import { records, seeRecord } from '@openward/records/api';
import { visitsContract as contract } from '../contract/index.ts';
import { authorOf } from './author.ts';
import { answer, openVisit, shown } from './hold.ts';
import { insertVisits, openWith, ownStaffId } from './visit.sql.ts';

/** Opens a visit in the record that stands: one that was merged away takes no new visit. */
export const open = serve(contract.open, async (input, act) => {
  const { tx, actor } = act;
  await seeRecord(act, input.patient_id);
  const patient = await identityOf(tx, input.patient_id);
  if (patient === null) throw new Problem(404, 'records.unknown_patient', 'There is no such patient', { field: 'patient_id' });
  const { patient_id } = patient;
  act.audit.patient(patient_id);
  if (patient.deceased && !input.after_death) {
    throw new Problem(409, 'visits.patient_deceased', 'This patient is recorded as deceased: open a visit only to write down what was before, or a death on arrival', {
      field: 'after_death', deceased_date: patient.deceased_date,
    });
  }
  // Whoever may sign a visit answers for the one that they open, unless somebody else is named.
  const own = input.practitioner_id === undefined && actor.permissions.has('visits.close') ? await ownStaffId(tx) : null;
  const practitioner_id = input.practitioner_id ?? own;
  if (input.class === 'outpatient' && practitioner_id !== null && !input.although_open) {
    const other = await openWith(tx, await records.aliasSet(tx, patient_id), practitioner_id);
    if (other !== null) {
      throw new Problem(409, 'visits.open_already', 'This patient has an open visit with the same clinician', { field: 'although_open', visit_id: other });
    }
  }
  const { class: kind, status, department_id, location_id, reasons, referred_by, referral_text, planned_for, after_death } = input;
  const [id = ''] = await insertVisits(tx, [{
    patient_id, class: kind, status, department_id, location_id, practitioner_id, reasons, referred_by, referral_text, planned_for,
    after_death: after_death && patient.deceased,
  }], authorOf(act).name);
  return answer(act, id);
});

export const read = serve(contract.read, async (input, act) => {
  const visit = await openVisit(act, input);
  act.audit.detail({ visit_id: visit.id });
  return shown(visit, act);
});
