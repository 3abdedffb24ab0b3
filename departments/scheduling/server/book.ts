import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { identityOf } from '@openward/patients/api';
import { Problem, serve, serveTogether, type Act } from '@openward/platform/http';
import { records, seeRecord } from '@openward/records/api';
import { schedulingContract as contract, type Appointment } from '../contract/index.ts';
import { bookedThen, bookOne, readAppointments } from './appointment.sql.ts';
import { bookTogether } from './book-together.ts';
import { answer, openAppointment } from './held.ts';
import { placed, refusal, type Asked } from './when.ts';

export interface Booking extends Asked {
  patient_id: string;
  overbook: boolean;
  reason: string | null;
  referral: string | null;
  authorisation: string | null;
  hold_id?: string | undefined;
  although_booked: boolean;
  series_id?: string;
}

/** Many book in the same moment: together where it is plain, and alone where more must be asked or told. */
export const book = serveTogether(contract.book, async (all) => {
  const first = all[0]!;
  return all.length === 1 ? [await bookAppointment(first.act, first.input)] : bookTogether(all);
});

/** Books for the record that stands. */
export const bookAppointment = async (act: Act, input: Booking): Promise<Appointment> =>
  answer(act, await bookFor(act, await bookable(act, input.patient_id), input));

/** The record that stands: one that was merged away takes no appointment, and neither does one of somebody who died. */
export async function bookable(act: Act, asked: string): Promise<string> {
  await seeRecord(act, asked);
  const patient = await identityOf(act.tx, asked);
  if (patient === null) throw new Problem(404, 'records.unknown_patient', 'There is no such patient', { field: 'patient_id' });
  if (patient.deceased) throw new Problem(409, 'scheduling.patient_deceased', 'This patient is recorded as deceased', { field: 'patient_id' });
  act.audit.patient(patient.patient_id);
  return patient.patient_id;
}

async function bookFor(act: Act, patient_id: string, input: Booking): Promise<string> {
  const { tx } = act;
  const at = await placed(act, input);
  if (input.overbook) act.authorise({ patient_id }, 'scheduling.overbook');
  if (!input.although_booked) {
    const other = await bookedThen(tx, await records.aliasSet(tx, patient_id), at.start, at.end);
    if (other !== null) {
      const [appointment] = await readAppointments(tx, [other]);
      throw new Problem(409, 'scheduling.booked_already', 'This patient has another appointment at that time', { field: 'although_booked', appointment });
    }
  }
  const { reason, referral, authorisation, series_id } = input;
  const { id, refused } = await bookOne(tx, {
    request_key: null, patient_id, visit_type_id: at.type.id, resource_ids: input.resource_ids, start: at.moment.instant, zone: at.moment.zone, wall_clock: at.moment.wall_clock,
    overbook: input.overbook, hold_id: input.hold_id ?? null,
    more: { reason, referral, authorisation, by: act.actor.display_name, ...(series_id === undefined ? {} : { series_id }) },
  });
  if (refused !== null) throw await refusal(tx, refused, at, input.resource_ids);
  return id;
}

/** Every date stands for itself: what cannot be booked is taken back alone, and named. */
export const bookSeries = serve(contract.bookSeries, async ({ dates, clock, ...input }, act) => {
  const patient_id = await bookable(act, input.patient_id);
  const series_id = randomUUID();
  const booked = [];
  const skipped = [];
  for (const date of [...new Set(dates)].sort()) {
    await sql`savepoint one_date`.execute(act.tx);
    try {
      const id = await bookFor(act, patient_id, { ...input, wall_clock: `${date}T${clock}`, although_booked: false, series_id });
      booked.push(await answer(act, id));
      await sql`release savepoint one_date`.execute(act.tx);
    } catch (error) {
      if (!(error instanceof Problem) || ![409, 422].includes(error.status)) throw error;
      await sql`rollback to savepoint one_date`.execute(act.tx);
      skipped.push({ date, code: error.code, message: error.message, alternatives: (error.extras['alternatives'] ?? []) as [] });
    }
  }
  act.audit.detail({ series_id, booked: booked.length, skipped: skipped.length });
  return { series_id, booked, skipped };
});

export const read = serve(contract.read, (input, act) => openAppointment(act, input));

export const ofPatient = serve(contract.ofPatient, async ({ patient_id, limit }, act) => {
  await seeRecord(act, patient_id);
  const aliases = await records.aliasSet(act.tx, patient_id);
  const { rows } = await sql<{ id: string }>`select id from scheduling.appointment where patient_id = any (${aliases}::uuid[])
    order by starts_at desc limit ${limit}`.execute(act.tx);
  return { appointments: (await readAppointments(act.tx, rows.map(({ id }) => id))).reverse() };
});
