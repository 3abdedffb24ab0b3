import { serveFastRead } from '@openward/platform/http';
import { patientContract } from '../contract/patient.ts';
import { noSuchPatient } from './hold.ts';

/** Opens a patient, in one statement. The audit event names the record that is shown: of a merged one, the surviving. */
export const read = serveFastRead(patientContract.read, {
  name: 'patients-open-audited',
  text: 'select n, answer, refusal from patients.open_audited($1::jsonb)',
  values: ({ patient_id }) => ({ patient_id }),
  missing: () => noSuchPatient(),
});
