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
  overbook_because?: string | null;
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

/** Books for a record that was looked at; throws why not. */
export async function bookFor(act: Act, patient_id: string, input: Booking): Promise<string> {
  const { tx } = act;
  const at = await placed(act, input);
  const overbooked_because = overbooking(act, patient_id, input);
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
    more: { overbooked_because, reason, referral, authorisation, by: act.actor.display_name, ...(series_id === undefined ? {} : { series_id }) },
  });
  if (refused !== null) throw await refusal(tx, refused, at, input.resource_ids);
  return id;
}

/** The reason for putting somebody where all places are taken; null where they are not. Who may not do it, is refused. */
export function overbooking(act: Act, patient_id: string, { overbook, overbook_because = null }: Pick<Booking, 'overbook' | 'overbook_because'>): string | null {
  if (!overbook) return null;
  act.authorise({ patient_id }, 'scheduling.overbook');
  if (overbook_because === null) throw new Problem(422, 'scheduling.overbook_why', 'Say why somebody is put where all places are taken', { field: 'overbook_because' });
  return overbook_because;
}

export const read = serve(contract.read, (input, act) => openAppointment(act, input));

export const ofPatient = serve(contract.ofPatient, async ({ patient_id, limit }, act) => {
  await seeRecord(act, patient_id);
  const aliases = await records.aliasSet(act.tx, patient_id);
  const { rows } = await sql<{ id: string }>`select id from scheduling.appointment where patient_id = any (${aliases}::uuid[])
    order by starts_at desc limit ${limit}`.execute(act.tx);
  return { appointments: (await readAppointments(act.tx, rows.map(({ id }) => id))).reverse() };
});
