import { Problem, type Act } from '@openward/platform/http';
import { records, seeRecord } from '@openward/records/api';
import type { Appointment } from '../contract/appointment.ts';
import { lockAppointment, readAppointments } from './appointment.sql.ts';
import { authorOf } from './author.ts';
import { planNotices } from './notices.ts';
import { projectAppointments } from './project.ts';

export interface Named {
  patient_id: string;
  appointment_id: string;
}

const unknownAppointment = (): Problem => new Problem(404, 'scheduling.appointment_unknown', 'There is no such appointment in this record', { field: 'appointment_id' });

/** Reads an appointment of a record, or of one that is read as one with it. */
export async function openAppointment(act: Act, { patient_id, appointment_id }: Named): Promise<Appointment> {
  await seeRecord(act, patient_id);
  const [appointment] = await readAppointments(act.tx, [appointment_id]);
  if (appointment === undefined || !(await records.aliasSet(act.tx, patient_id)).includes(appointment.patient_id)) throw unknownAppointment();
  act.audit.detail({ appointment_id });
  return appointment;
}

/** Locks an appointment for a change. Whoever comes second waits here, and is told: 409 `scheduling.changed`. */
export async function holdAppointment(act: Act, named: Named & { version: number }): Promise<Appointment> {
  await seeRecord(act, named.patient_id);
  const held = await lockAppointment(act.tx, named.appointment_id);
  if (held === undefined) throw unknownAppointment();
  const appointment = await openAppointment(act, named);
  if (held.version !== named.version) {
    throw new Problem(409, 'scheduling.changed', `${held.updated_by_name ?? 'OpenWard'} has changed this appointment meanwhile`, {
      field: 'version', changed_by: held.updated_by_name, changed_at: held.updated_at.toISOString(), current: appointment,
    });
  }
  return appointment;
}

/** Projects the appointment as the act leaves it, and answers it. */
export async function answer(act: Act, id: string, options: { answered?: boolean } = {}): Promise<Appointment> {
  const [appointment] = await projectAppointments(act.tx, [id], authorOf(act), options);
  if (appointment === undefined) throw unknownAppointment();
  await planNotices(act.tx, [appointment]);
  act.audit.detail({ appointment_id: id, status: appointment.status });
  return appointment;
}
