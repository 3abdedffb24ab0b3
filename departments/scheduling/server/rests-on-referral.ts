import { sql } from 'kysely';
import { announce, type Tx } from '@openward/platform/db';
import { records } from '@openward/records/api';
import type { Appointment } from '../contract/appointment.ts';
import type { Author } from './author.ts';
import { endRequest } from './referral/end-request.ts';
import { writeStep } from './referral/referral.sql.ts';

/** What an appointment carries of the referral that it rests on. */
export interface Rests {
  id: string;
  referral: string;
  authorisation: string | null;
}

/** The accepted referral behind an entry of the waiting list; null for one without. */
export async function referralOf(tx: Tx, wanted_id: string): Promise<Rests | null> {
  const { rows } = await sql<Rests>`select id, coalesce(their_number || ' · ', '') || from_name as referral, authorisation
    from scheduling.referral where wanted_id = ${wanted_id}::uuid and state = 'accepted' for update`.execute(tx);
  return rows[0] ?? null;
}

/** An accepted referral has its appointment from now on. */
export async function restOn(tx: Tx, referral_id: string, appointment_id: string, author: Author): Promise<void> {
  await sql`update scheduling.referral set state = 'booked', appointment_id = ${appointment_id}::uuid where id = ${referral_id}::uuid`.execute(tx);
  await sql`update scheduling.appointment a set referral = left(coalesce(a.referral, coalesce(r.their_number || ' · ', '') || r.from_name), 200), authorisation = coalesce(a.authorisation, r.authorisation),
      updated_by = platform.actor_id(), updated_by_name = ${author.name}
    from scheduling.referral r where r.id = ${referral_id}::uuid and a.id = ${appointment_id}::uuid and a.referral is null`.execute(tx);
  await writeStep(tx, referral_id, 'booked', null, author);
  announce(tx, 'referrals');
}

/** The referral of an appointment that is given up goes with the earlier one. */
export async function moveReferral(tx: Tx, from: string, to: string, author: Author): Promise<void> {
  const { rows } = await sql<{ id: string }>`select id from scheduling.referral where appointment_id = ${from}::uuid and state = 'booked'
    and not exists (select from scheduling.referral other where other.appointment_id = ${to}::uuid) for update`.execute(tx);
  for (const { id } of rows) await restOn(tx, id, to, author);
}

/**
 * Referrals follow their appointments: the patient was seen, and the loop of whoever referred closes; or the appointment was called off,
 * and the referral waits for a time again.
 */
export async function followAppointments(tx: Tx, appointments: readonly Appointment[], author: Author): Promise<void> {
  for (const { id, status, referral_request_id } of appointments) {
    if (referral_request_id === null) continue;
    if (status === 'fulfilled') {
      const { rows } = await sql<{ id: string; origin: string }>`update scheduling.referral set state = 'done' where appointment_id = ${id}::uuid and state = 'booked' returning id, origin`.execute(tx);
      if (rows[0] === undefined) continue;
      await writeStep(tx, rows[0].id, 'done', null, author);
      await endRequest(tx, { id: referral_request_id, origin: rows[0].origin }, { status: 'completed' }, author);
      await records.closeLoopsAbout(tx, { type: 'ServiceRequest', id: referral_request_id }, { outcome: 'done', note: 'The patient was seen', author }, ['referral']);
    } else if (status === 'cancelled' || status === 'entered-in-error' || status === 'noshow') {
      const { rows } = await sql<{ id: string }>`update scheduling.referral set state = 'accepted', appointment_id = null, wanted_id = null where appointment_id = ${id}::uuid and state = 'booked' returning id`.execute(tx);
      if (rows[0] === undefined) continue;
      await writeStep(tx, rows[0].id, 'called-off', status === 'noshow' ? 'Did not come' : 'The appointment was called off', author);
    } else continue;
    announce(tx, 'referrals');
  }
}
