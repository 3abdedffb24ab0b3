import { sql } from 'kysely';
import { Problem } from '@openward/platform/http';
import type { Tx } from '@openward/platform/db';
import type { Appointment, AppointmentStatus } from '../contract/appointment.ts';
import { lockAppointment, readAppointments } from './appointment.sql.ts';
import type { Author } from './author.ts';
import { tellAppointment } from './news.ts';
import { planNotices } from './notices.ts';
import { projectAppointments } from './project.ts';

/**
 * Brings an appointment to a state that may follow, for a department that works below this one: the queue knows that a patient has come, or
 * was seen. The caller has made sure that whoever acts may see the patient. Undefined where there is no such appointment.
 */
export async function markAppointment(
  tx: Tx, id: string, to: AppointmentStatus, author: Author, stop: { by: 'patient' | 'hospital'; reason: string } | null = null,
): Promise<Appointment | undefined> {
  if ((await lockAppointment(tx, id)) === undefined) return undefined;
  const [appointment] = await readAppointments(tx, [id]);
  if (appointment === undefined || appointment.status === to) return appointment;
  if (!appointment.next.includes(to)) {
    throw new Problem(409, 'scheduling.transition', `An appointment that is ${appointment.status} does not become ${to}`, { field: 'appointment_id', next: appointment.next });
  }
  await sql`update scheduling.appointment set status = ${to}, stopped_by = ${stop?.by ?? null}, stopped_reason = ${stop?.reason ?? null},
      arrived_at = case when ${to} = 'booked' then null when ${to} = 'arrived' then coalesce(arrived_at, now()) else arrived_at end,
      updated_by = platform.actor_id(), updated_by_name = ${author.name}
    where id = ${id}::uuid`.execute(tx);
  const [marked] = await projectAppointments(tx, [id], author);
  if (marked !== undefined) tellAppointment(tx, marked);
  if (marked !== undefined && stop !== null) await planNotices(tx, [marked]);
  return marked;
}
