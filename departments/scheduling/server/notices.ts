import { plan } from '@openward/messages/api';
import type { Tx } from '@openward/platform/db';
import type { Appointment } from '../contract/appointment.ts';

type Told = Pick<Appointment, 'id' | 'sequence' | 'patient_id' | 'start' | 'status'>;

/**
 * Plans what patients are told of appointments as they stand now: the confirmation and reminders of a new one, those of a new time in place of the
 * old, that one is called off. In the transaction of the act, in one statement for all.
 */
export const planNotices = (tx: Tx, appointments: readonly Told[]): Promise<void> =>
  plan(tx, appointments.filter(({ status }) => ['booked', 'cancelled', 'entered-in-error'].includes(status)).map(({ id, sequence, patient_id, start, status }) => ({
    about_kind: 'appointment', about_id: id, version: sequence, patient_id, expires_at: start,
    ...(status === 'booked' ? { kind: sequence === 0 ? 'confirmation' as const : 'moved' as const, remind_before: start } : { kind: 'called-off' as const }),
  })));
