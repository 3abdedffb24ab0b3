import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { Problem, type Act } from '@openward/platform/http';
import type { Move, Offer, Stranded } from '../../contract/index.ts';
import { readAppointments, reserve } from '../appointment.sql.ts';
import { listResources, readVisitType } from '../calendar.sql.ts';
import { rescheduleAppointment } from '../change.ts';
import { offersOf } from '../find.ts';

/** Appointments that no session carries. A hold names no appointment. */
export async function stranded(tx: Tx, resource_id: string): Promise<Stranded[]> {
  const { rows } = await sql<Omit<Stranded, 'suggestion'>>`
    select a.id as appointment_id, a.number, a.version, t.name as visit_type_name,
      array(select r.name from scheduling.resource r where r.id = any (a.resource_ids) order by array_position(a.resource_ids, r.id)) as names,
      to_char(a.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as start,
      to_char(upper(a.during) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as end
    from scheduling.reservation b join scheduling.appointment a on a.id = b.appointment_id join scheduling.visit_type t on t.id = a.visit_type_id
    where b.resource_id = ${resource_id}::uuid and not coalesce((select range_agg(s.during) @> b.during from scheduling.session s
      where s.resource_id = b.resource_id and s.during && b.during), false)
    order by a.starts_at limit 500`.execute(tx);
  return rows.map((row) => ({ ...row, suggestion: null }));
}

/** So many are looked for; the keeper moves those, and sees the others then. */
const most = 100;

/**
 * Looks for another time for each, not an earlier one, and takes it at once, so that the next one gets another: for a preview, whose caller
 * takes all of it back.
 */
export async function suggest(tx: Tx, all: readonly Stranded[], prefer: 'same-people' | 'same-time', now: Date): Promise<Stranded[]> {
  const suggested: Stranded[] = [];
  for (const [at, each] of all.entries()) {
    const suggestion = at < most ? await suggestionFor(tx, each.appointment_id, prefer, now) : null;
    suggested.push({ ...each, suggestion });
  }
  return suggested;
}

async function suggestionFor(tx: Tx, appointment_id: string, prefer: 'same-people' | 'same-time', now: Date): Promise<Offer | null> {
  const [appointment] = await readAppointments(tx, [appointment_id]);
  if (appointment === undefined || appointment.status !== 'booked' || Date.parse(appointment.start) < now.getTime()) return null;
  const kind = await readVisitType(tx, appointment.visit_type_id);
  if (kind === undefined) return null;
  // One that was made longer stays as long.
  const type = { ...kind, minutes: Math.round((Date.parse(appointment.end) - Date.parse(appointment.start)) / 60_000) };
  const own = appointment.resources.map(({ id }) => [id]);
  const others: string[][] = [];
  for (const { id } of appointment.resources) others.push(await colleaguesOf(tx, id));
  for (const roles of prefer === 'same-people' ? [own, others] : [others, own]) {
    const [offer] = await offersOf(tx, type, roles, { from: appointment.start, weekdays: [] }, now, 1);
    if (offer === undefined) continue;
    const from = new Date(Date.parse(offer.start) - type.buffer_before * 60_000);
    const until = new Date(Date.parse(offer.end) + type.buffer_after * 60_000);
    const { refused } = await reserve(tx, { appointment_id, hold: null, resource_ids: offer.resource_ids, visit_type_id: type.id, from, until, overbook: false });
    if (refused === null) return offer;
  }
  return null;
}

/** Those who can stand in: of the same kind, and of the same department or specialty; the one itself among them. */
async function colleaguesOf(tx: Tx, resource_id: string): Promise<string[]> {
  const [own] = await listResources(tx, [resource_id]);
  const all = await listResources(tx);
  return all.filter(({ id, kind, active, department_id, specialties }) => active && kind === own?.kind
    && (id === resource_id || (department_id !== null && department_id === own.department_id) || specialties.some((each) => own.specialties.includes(each)))).map(({ id }) => id);
}

/** Moves whom the keeper chose to move, in this transaction: each as the desk would. */
export async function moveAll(act: Act, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return;
  const { rows } = await sql<{ id: string; patient_id: string }>`select id, patient_id from scheduling.appointment
    where id = any (${moves.map(({ appointment_id }) => appointment_id)}::uuid[])`.execute(act.tx);
  const patients = new Map(rows.map(({ id, patient_id }) => [id, patient_id]));
  for (const [at, { appointment_id, ...move }] of moves.entries()) {
    const patient_id = patients.get(appointment_id);
    if (patient_id === undefined) throw new Problem(404, 'scheduling.appointment_unknown', 'There is no such appointment', { field: `moves[${at}].appointment_id` });
    act.authorise({ patient_id }, 'scheduling.book');
    act.audit.patient(patient_id);
    await rescheduleAppointment(act, { patient_id, appointment_id, overbook: false, ...move });
  }
  act.audit.detail({ moved: moves.length });
}
