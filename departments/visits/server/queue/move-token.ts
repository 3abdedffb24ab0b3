import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { markAppointment, readAppointments } from '@openward/scheduling/api';
import type { Author } from '../author.ts';
import { tellQueue } from './news.ts';

/**
 * The token of a visit goes with it to the record whose it is. The appointment that it was given out for stays with the patient whose it was: they have not
 * come yet, and may check in. Returns whether there was one.
 */
export async function moveToken(tx: Tx, visit_id: string, patient_id: string, author: Author): Promise<boolean> {
  const { rows } = await sql<{ id: string; appointment_id: string | null }>`select id, appointment_id from visits.token where visit_id = ${visit_id}::uuid for no key update`.execute(tx);
  if (rows.length === 0) return false;
  await sql`update visits.token set patient_id = ${patient_id}::uuid, appointment_id = null where visit_id = ${visit_id}::uuid`.execute(tx);
  const ids = rows.flatMap(({ appointment_id }) => (appointment_id === null ? [] : [appointment_id]));
  for (const appointment of await readAppointments(tx, ids)) {
    // What is over stays as it is: somebody was seen in its time.
    if (appointment.status === 'arrived' && appointment.next.includes('booked')) await markAppointment(tx, appointment.id, 'booked', author);
  }
  tellQueue(tx);
  return true;
}
