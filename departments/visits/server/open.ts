import { Problem, serve, type Act } from '@openward/platform/http';
import { identityOf, type PatientIdentity } from '@openward/patients/api';
import { records, seeRecord } from '@openward/records/api';
import { visitsContract as contract } from '../contract/index.ts';
import { authorOf } from './author.ts';
import { answer, openVisit, shown } from './hold.ts';
import { insertVisits, openWith, ownStaffId, type VisitToMake } from './visit.sql.ts';

/** Opens a visit in the record that stands: one that was merged away takes no new visit. */
export const open = serve(contract.open, async (input, act) => answer(act, await openOne(act, input)));

type Asked = Pick<VisitToMake, 'patient_id' | 'class' | 'status' | 'department_id' | 'location_id' | 'reasons' | 'referred_by' | 'referral_text' | 'planned_for' | 'after_death'>
  & { practitioner_id?: string | null | undefined; although_open: boolean };

/** Opens one; `last` is asked when nothing else stands against it, and may say its id and when it began. */
export async function openOne(act: Act, input: Asked, last?: (patient: PatientIdentity) => Promise<{ id: string; at: string }>): Promise<string> {
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
    after_death: after_death && patient.deceased, ...(await last?.(patient)),
  }], authorOf(act).name);
  return id;
}

export const read = serve(contract.read, async (input, act) => {
  const visit = await openVisit(act, input);
  act.audit.detail({ visit_id: visit.id });
  return shown(visit, act);
});
