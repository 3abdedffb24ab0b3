import { words } from '@openward/platform/ui';
import type { Appointment } from '../../contract/index.ts';

/** Why an appointment is not moved for somebody urgent. */
export const protectionWords: Readonly<Record<NonNullable<Appointment['protected_because']>, string>> = {
  chemotherapy: words('Chemotherapy'), dialysis: words('Dialysis'), antenatal: words('Antenatal care'), 'post-operative': words('After an operation'), other: words('Another reason'),
};
