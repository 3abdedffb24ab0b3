import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { Problem, serve, type Act } from '@openward/platform/http';
import type { Tx } from '@openward/platform/db';
import { seeRecord } from '@openward/records/api';
import { visitsContract as contract, type KioskAnswer } from '../../contract/index.ts';
import { authorOf } from '../author.ts';
import { checkIn } from './check-in.ts';
import { joinQueue } from './join.ts';
import { tellQueue } from './news.ts';
import { shownStops } from './shown.ts';
import { findStop } from './stop.sql.ts';

/** So often may something not fit: at one kiosk in ten minutes, and for one number in an hour at all kiosks. */
const limits = { kiosk: 12, number: 5 };

const desk = (why: KioskAnswer['why']): KioskAnswer => ({ outcome: 'desk', why, code: null, point_name: null, ahead: null, expected: null, pay_first: false });

/**
 * The patient types a number and their birth date. What the kiosk answers tells nothing of anybody: also whether a number exists is not told.
 * A failure is written down, so that the limits hold over all servers.
 */
export const kioskCheckIn = serve(contract.kioskCheckIn, async ({ number, birth_date }, act) => {
  const digits = number.replaceAll(/\D/g, '');
  const hash = createHash('sha256').update(digits).digest();
  await refuseTooMany(act, hash);
  const found = await find(act.tx, digits, birth_date);
  if (found === null) {
    await sql`insert into visits.kiosk_failure (account_id, number_hash) values (${act.actor.account_id}::uuid, ${hash})`.execute(act.tx);
    act.audit.detail({ outcome: 'unknown' });
    return desk('unknown');
  }
  const { patient_id, appointment_id, code } = found;
  await seeRecord(act, patient_id);
  act.audit.patient(patient_id);
  if (code !== null) return { ...desk(null), outcome: 'token' as const, code, point_name: found.point_name };
  if (appointment_id === null) return desk('nothing-today');
  try {
    const { stop_id, ahead, gate } = await checkIn(act.tx, {
      patient_id, appointment_id, service_point_id: null, class: 'outpatient', token_id: null, reason: null, priority: 'routine', priority_reason: null, came_by: 'kiosk', author: authorOf(act),
    });
    return await answerOf(act.tx, stop_id, ahead, gate);
  } catch (error) {
    // Nothing of it has been written where the rules refuse it before they write; what the database refuses ends the request.
    if (error instanceof Problem && error.code === 'visits.which_point') throw new Problem(409, 'visits.kiosk_desk', 'Please go to the desk', { why: 'other' });
    throw error;
  }
});

export const kioskNumber = serve(contract.kioskNumber, async (_input, act) => {
  const { rows } = await sql<{ id: string }>`select id from visits.service_point where active and kind = 'registration' order by letter limit 1`.execute(act.tx);
  if (rows[0] === undefined) return desk('other');
  const { stop_id, ahead, gate } = await joinQueue(act.tx, {
    service_point_id: rows[0].id, token_id: null, of: { patient_id: null, visit_id: null, appointment_id: null }, came_by: 'kiosk', due_at: null, priority: 'routine', priority_reason: null, author: authorOf(act),
  });
  tellQueue(act.tx);
  return answerOf(act.tx, stop_id, ahead, gate);
});

async function answerOf(tx: Tx, stop_id: string, ahead: number, gate: 'open' | 'pay-first'): Promise<KioskAnswer> {
  const row = await findStop(tx, stop_id);
  const [stop] = row === undefined ? [] : await shownStops(tx, [row]);
  return { outcome: 'token', why: null, code: stop?.code ?? null, point_name: stop?.point_name ?? null, ahead, expected: stop?.expected ?? null, pay_first: gate === 'pay-first' };
}

async function refuseTooMany(act: Act, hash: Buffer): Promise<void> {
  // One attempt of a kiosk after the other: those that come at once are counted too.
  await sql`select pg_advisory_xact_lock(hashtextextended('visits.kiosk ' || ${act.actor.account_id}::text, 0))`.execute(act.tx);
  const { rows } = await sql<{ kiosk: number; number: number }>`
    select count(*) filter (where account_id = ${act.actor.account_id}::uuid and at > now() - interval '10 minutes')::int as kiosk,
      count(*) filter (where number_hash = ${hash})::int as number
    from visits.kiosk_failure where at > now() - interval '1 hour'`.execute(act.tx);
  if ((rows[0]?.kiosk ?? 0) >= limits.kiosk || (rows[0]?.number ?? 0) >= limits.number) {
    throw new Problem(429, 'visits.kiosk_busy', 'Please go to the desk: too much that was typed here did not fit');
  }
  await sql`delete from visits.kiosk_failure where at < now() - interval '1 day'`.execute(act.tx);
}

interface Found {
  patient_id: string;
  appointment_id: string | null;
  /** The token that they have already. */
  code: string | null;
  point_name: string | null;
}

/** Who has this number and birth date, with the appointment of today that comes next; null where it does not fit together. */
async function find(tx: Tx, digits: string, birth_date: string): Promise<Found | null> {
  const { rows } = await sql<Found>`
    with day as (select staff.today()::timestamp at time zone staff.local_time_zone(null) as start),
    who as (
      select p.id from patients.patient p where p.birth_date = ${birth_date} and p.survivor_id is null and not p.deceased
        and (p.hospital_number = ${digits} or p.id = (select a.patient_id from scheduling.appointment a where a.number = ${digits})))
    select who.id as patient_id, a.id as appointment_id, a.code, a.point_name
    from who left join lateral (
      select a.id, t.code, q.name as point_name from day, scheduling.appointment a left join visits.token t on t.appointment_id = a.id left join visits.service_point q on q.id = t.service_point_id
      where a.patient_id = who.id and a.starts_at >= day.start and a.starts_at < day.start + interval '1 day' and a.status in ('booked', 'arrived')
      order by t.code is not null, a.starts_at limit 1) a on true`.execute(tx);
  return rows[0] ?? null;
}
