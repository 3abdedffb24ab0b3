import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { Appointment } from '../../contract/appointment.ts';
import { bookOne, lockAppointment, readAppointments } from '../appointment.sql.ts';
import type { Author } from '../author.ts';
import { markAppointment } from '../mark.ts';
import { tellDays } from '../news.ts';
import { planNotices } from '../notices.ts';
import { projectNew } from '../project.ts';
import { moveReferral, referralOf } from '../rests-on-referral.ts';
import { lockEntry } from './entry.sql.ts';
import { endOffer, lockOffer, readOffers, type OfferRow } from './offer.sql.ts';
import { closeEntry, tellWaitingList } from './put.ts';

/** What came of an answer: the offer as it stands now, and whether it was this answer that made it so. */
export interface Answered {
  offer: OfferRow;
  done: boolean;
  /** The appointment that would be given up lies earlier than the offer by now. */
  overtaken?: boolean;
  appointment: Appointment | null;
}

/**
 * Answers an offer. Accepted: booked from what was kept, the entry is closed, and the later appointment is called off where the entry says so,
 * all in this transaction. One that is answered already or ran out stays as it is.
 */
export async function answerOfferOnce(tx: Tx, id: string, answer: 'accepted' | 'passed' | 'withdrawn', author: Author): Promise<Answered | undefined> {
  const [known] = await readOffers(tx, { ids: [id] });
  // The entry is locked before the offer by everybody.
  if (known === undefined) return undefined;
  const open = await lockEntry(tx, known.wanted_id, { wait: true });
  await lockOffer(tx, id);
  const [offer] = await readOffers(tx, { ids: [id] });
  if (offer === undefined) return undefined;
  if (!open || offer.state !== 'open' || Date.parse(offer.hold_until) <= Date.now()) return { offer, done: false, appointment: null };
  // The later appointment was moved to an earlier time meanwhile: nothing is given up for a later one.
  if (answer === 'accepted' && offer.gives_up_id !== null && !(await isLater(tx, offer.gives_up_id, offer.start))) {
    return { offer, done: false, overtaken: true, appointment: null };
  }
  const appointment = answer === 'accepted' ? await bookOffered(tx, offer, author) : null;
  if (answer === 'accepted' && appointment === null) return { offer, done: false, appointment: null };
  if (answer !== 'accepted') await endOffer(tx, offer, answer, author.name);
  tellDays(tx, [offer.wall_clock.slice(0, 10)]);
  tellWaitingList(tx);
  return { offer: (await readOffers(tx, { ids: [id] }))[0]!, done: true, appointment };
}

async function bookOffered(tx: Tx, offer: OfferRow, author: Author): Promise<Appointment | null> {
  const { id, hold_id, standing_id: patient_id, visit_type_id, resource_ids, start, zone, wall_clock, gives_up_id, wanted_id } = offer;
  await sql`savepoint take`.execute(tx);
  // Whoever writes the answer down takes the place over from whoever kept it.
  await sql`update scheduling.reservation set held_by = platform.actor_id() where hold_id = ${hold_id}::uuid and hold_until > clock_timestamp()`.execute(tx);
  const rests = await referralOf(tx, wanted_id);
  const { id: appointment_id, refused } = await bookOne(tx, {
    request_key: null, patient_id, visit_type_id, resource_ids, start, zone, wall_clock, overbook: false, hold_id,
    more: { reason: null, referral: rests?.referral.slice(0, 200) ?? null, authorisation: rests?.authorisation ?? null, by: author.name },
  });
  if (refused !== null) {
    await sql`rollback to savepoint take`.execute(tx);
    return null;
  }
  await sql`release savepoint take`.execute(tx);
  await sql`update scheduling.offer set state = 'accepted', appointment_id = ${appointment_id}::uuid, answered_at = now(), answered_by = platform.actor_id(), answered_by_name = ${author.name}
    where id = ${id}::uuid`.execute(tx);
  await closeEntry(tx, wanted_id, { appointment_id, reason: null }, author);
  if (gives_up_id !== null) await moveReferral(tx, gives_up_id, appointment_id, author);
  const booked = await projectNew(tx, new Map([[appointment_id, author]]));
  await planNotices(tx, booked);
  if (gives_up_id !== null) await giveUp(tx, gives_up_id, author);
  return booked[0] ?? null;
}

/** Whether an appointment that is still to come lies after a time; one that is not to come stands in nobody’s way. It stays as it is until the transaction ends. */
async function isLater(tx: Tx, appointment_id: string, start: string): Promise<boolean> {
  await lockAppointment(tx, appointment_id);
  const [other] = await readAppointments(tx, [appointment_id]);
  return other?.status !== 'booked' || Date.parse(other.start) > Date.parse(start);
}

/** The later one, where it still is to come. */
async function giveUp(tx: Tx, id: string, author: Author): Promise<void> {
  const [later] = await readAppointments(tx, [id]);
  if (later?.status === 'booked') await markAppointment(tx, id, 'cancelled', author, { by: 'patient', reason: 'Took an earlier time from the waiting list' });
}
