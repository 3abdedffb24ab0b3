import { sql } from 'kysely';
import { identityOf } from '@openward/patients/api';
import { Problem, serve, type Act } from '@openward/platform/http';
import type { Tx } from '@openward/platform/db';
import { records, seeRecord } from '@openward/records/api';
import { markAppointment, readAppointments } from '@openward/scheduling/api';
import { visitsContract as contract, type Priority, type PriorityReason, type Stop, type VisitClass } from '../../contract/index.ts';
import { authorOf, type Author } from '../author.ts';
import { projectVisits } from '../project.ts';
import { insertVisits } from '../visit.sql.ts';
import { joinQueue, type Joined } from './join.ts';
import { answerStop } from './held.ts';
import { pointOfAppointment } from './point.sql.ts';
import { tellQueue } from './news.ts';
import { setStatus, stopsOfToken } from './stop.sql.ts';

export interface CheckingIn {
  /** The record that stands. */
  patient_id: string;
  appointment_id: string | null;
  service_point_id: string | null;
  class: VisitClass;
  token_id: string | null;
  reason: string | null;
  priority: Priority;
  priority_reason: PriorityReason | null;
  came_by: 'desk' | 'kiosk' | 'phone';
  author: Author;
}

export interface CheckedIn extends Joined {
  visit_id: string;
}

/**
 * Checks a patient in, in one transaction: the appointment has arrived, a visit is opened, and a token waits. Whether the patient may be seen
 * by whoever asks is for the caller to make sure of.
 */
export async function checkIn(tx: Tx, asked: CheckingIn): Promise<CheckedIn> {
  const { patient_id, author } = asked;
  const appointment = asked.appointment_id === null ? null : await arrive(tx, asked.appointment_id, patient_id, author);
  const service_point_id = asked.service_point_id ?? (appointment === null ? null : await pointOfAppointment(tx, appointment.id));
  if (service_point_id === null) {
    throw new Problem(422, 'visits.which_point', 'No service point belongs to this: say where the patient is to wait', { field: 'service_point_id' });
  }
  const clinician = appointment?.resources.find(({ practitioner_id }) => practitioner_id !== null)?.practitioner_id ?? null;
  const { rows } = await sql<{ department_id: string | null }>`select department_id from visits.service_point where id = ${service_point_id}::uuid`.execute(tx);
  const why = asked.reason ?? appointment?.reason ?? null;
  const [visit_id = ''] = await insertVisits(tx, [{
    patient_id, class: asked.class, status: 'arrived', department_id: rows[0]?.department_id ?? null, location_id: null, practitioner_id: clinician,
    reasons: why === null ? [] : [{ text: why.slice(0, 300) }], referred_by: null, referral_text: null, planned_for: appointment?.start ?? null, after_death: false,
  }], author.name);
  await projectVisits(tx, [visit_id], author);
  const { token_id, came_by, priority, priority_reason } = asked;
  if (token_id !== null) await leaveDesk(tx, token_id, author);
  const joined = await joinQueue(tx, {
    service_point_id, token_id, of: { patient_id, visit_id, appointment_id: appointment?.id ?? null }, came_by, due_at: appointment?.start ?? null, priority, priority_reason, author,
  });
  tellQueue(tx);
  return { ...joined, visit_id };
}

async function arrive(tx: Tx, appointment_id: string, patient_id: string, author: Author) {
  const [appointment] = await readAppointments(tx, [appointment_id]);
  if (appointment === undefined || !(await records.aliasSet(tx, patient_id)).includes(appointment.patient_id)) {
    throw new Problem(404, 'scheduling.appointment_unknown', 'There is no such appointment in this record', { field: 'appointment_id' });
  }
  const { rows } = await sql<{ today: boolean; queued: boolean }>`select a.starts_at >= local.start and a.starts_at < local.start + interval '1 day' as today,
      exists (select from visits.token t where t.appointment_id = a.id) as queued
    from scheduling.appointment a, (select staff.today()::timestamp at time zone staff.local_time_zone(null) as start) local where a.id = ${appointment_id}::uuid`.execute(tx);
  if (rows[0]?.queued === true) throw new Problem(409, 'visits.checked_in_already', 'This patient is checked in for that appointment already', { field: 'appointment_id' });
  if (rows[0]?.today !== true) throw new Problem(409, 'visits.not_today', 'This appointment is on another day', { field: 'appointment_id', start: appointment.start });
  return (await markAppointment(tx, appointment_id, 'arrived', author)) ?? appointment;
}

/** Whoever took a number is no longer waiting at the desk. */
async function leaveDesk(tx: Tx, token_id: string, author: Author): Promise<void> {
  const stops = await stopsOfToken(tx, token_id);
  const last = stops.at(-1);
  if (last === undefined || last.patient !== null) {
    throw new Problem(409, 'visits.token_taken', 'This number is of somebody already', { field: 'token_id' });
  }
  if (!['done', 'left'].includes(last.status)) await setStatus(tx, last.id, 'done', author.name);
}

export const checkInToQueue = serve(contract.checkInToQueue, async (input, act) => {
  await seeRecord(act, input.patient_id);
  const patient = await identityOf(act.tx, input.patient_id);
  if (patient === null) throw new Problem(404, 'records.unknown_patient', 'There is no such patient', { field: 'patient_id' });
  act.audit.patient(patient.patient_id);
  const done = await checkIn(act.tx, { ...input, patient_id: patient.patient_id, came_by: 'desk', author: authorOf(act) });
  act.audit.detail({ visit_id: done.visit_id, appointment_id: input.appointment_id });
  return ticketOf(act, done);
});

export const takeNumber = serve(contract.takeNumber, async ({ service_point_id }, act) => {
  const joined = await joinQueue(act.tx, {
    service_point_id, token_id: null, of: { patient_id: null, visit_id: null, appointment_id: null }, came_by: 'desk', due_at: null, priority: 'routine', priority_reason: null, author: authorOf(act),
  });
  return ticketOf(act, { ...joined, visit_id: null });
});

/** What the patient is told. */
async function ticketOf(act: Act, { stop_id, ahead, gate, visit_id }: Joined & { visit_id: string | null }): Promise<{ stop: Stop; visit_id: string | null; ahead: number; expected: Stop['expected']; gate: 'open' | 'pay-first' }> {
  const stop = await answerStop(act, stop_id);
  return { stop, visit_id, ahead, expected: stop.expected, gate };
}
