import { type Act, Problem } from '@openward/platform/http';
import { type Paper, printingHospital } from '@openward/platform/print';
import { printedInstant } from '@openward/platform/time';
import { identityOf } from '@openward/patients/api';
import { seeRecord } from '@openward/records/api';

/** Opens the record, and gives a paper its head: whom it is about, where it comes from, who answers for it. */
export async function frameOf(act: Act, patient_id: string): Promise<{ paper: Omit<Paper, 'title' | 'blocks'>; zone: string }> {
  await seeRecord(act, patient_id);
  const patient = await identityOf(act.tx, patient_id);
  if (patient === null) throw new Problem(404, 'records.unknown_patient', 'There is no such patient', { field: 'patient_id' });
  const { name, mark, zone } = await printingHospital(act.tx);
  const { born, sex, grouped } = patient;
  return {
    zone,
    paper: { number: null, letterhead: { name, lines: [] }, identity: { name: patient.name, born, sex, grouped }, author: { name: act.actor.display_name, lines: [] }, at: printedInstant(new Date(), zone), mark },
  };
}
