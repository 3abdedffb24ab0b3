import { sql } from 'kysely';
import { writeEvent } from '@openward/platform/audit';
import { announce, type Tx } from '@openward/platform/db';
import { onEvent, type OutboxEvent } from '@openward/platform/events';
import { liveTopics } from '@openward/platform/http';
import { records } from '@openward/records/api';
import { projectAppointments } from './project.ts';
import { endOffer } from './waiting-list/offer.sql.ts';
import { closeEntry } from './waiting-list/put.ts';

const author = { account_id: null, name: 'OpenWard' };
/** Why an appointment was called off, as its row and its FHIR face say it: nobody who lives is told. */
export const deceasedReason = 'Deceased';

liveTopics({ 'scheduling-tasks': 'scheduling.read' });

onEvent('patients.died', 'scheduling', callOff);
onEvent('patients.lives', 'scheduling', tellOfLife);
onEvent('patients.merged', 'scheduling', (tx, event) => flagOverlaps(tx, event));
onEvent('patients.unmerged', 'scheduling', (tx, event) => unflag(tx, event));

/** What lies ahead of somebody who died is called off; the desk sees which, and tells nobody by itself. */
async function callOff(tx: Tx, event: OutboxEvent): Promise<void> {
  const { rows: stands } = await sql<{ deceased: boolean }>`
    select p.deceased from patients.patient a join patients.patient p on p.id = a.standing_id where a.id = ${event.subject_id}::uuid`.execute(tx);
  // An error that was mended before this ran: nothing is called off.
  if (stands[0]?.deceased !== true) return;
  const patient_ids = await records.aliasSet(tx, event.subject_id);
  const { rows } = await sql<{ id: string }>`
    update scheduling.appointment set status = 'cancelled', stopped_by = 'hospital', stopped_reason = ${deceasedReason}, updated_by = null, updated_by_name = ${author.name}
    where patient_id = any (${patient_ids}::uuid[]) and status = 'booked' and starts_at > now() returning id`.execute(tx);
  await leaveWaitingList(tx, patient_ids);
  if (rows.length === 0) return;
  const ids = rows.map(({ id }) => id);
  const appointments = await projectAppointments(tx, ids, author);
  await putTask(tx, 'died', event, ids);
  await writeEvent(tx, {
    name: 'scheduling.appointment.cancel', outcome: 'success', actor_name: author.name, patient_ids: [...new Set(appointments.map(({ patient_id }) => patient_id))],
    detail: { because: event.name, appointments: ids.length },
  });
}

/** Nobody is offered a time for somebody who died. */
async function leaveWaitingList(tx: Tx, patient_ids: readonly string[]): Promise<void> {
  const { rows: waits } = await sql<{ id: string }>`select id from scheduling.wanted where patient_id = any (${patient_ids}::uuid[]) and closed_at is null order by id for update`.execute(tx);
  const { rows: open } = await sql<{ id: string; hold_id: string }>`
    select id, hold_id from scheduling.offer where wanted_id = any (${waits.map(({ id }) => id)}::uuid[]) and state = 'open' order by id for update`.execute(tx);
  for (const offer of open) await endOffer(tx, offer, 'withdrawn', author.name);
  for (const { id } of waits) await closeEntry(tx, id, { appointment_id: null, reason: deceasedReason }, author);
}

/** A death that was an error: nothing is booked again by itself, since others may have the time by now. */
async function tellOfLife(tx: Tx, event: OutboxEvent): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from scheduling.appointment where patient_id = any (${await records.aliasSet(tx, event.subject_id)}::uuid[])
      and status = 'cancelled' and stopped_reason = ${deceasedReason} and starts_at > now()`.execute(tx);
  await sql`update scheduling.task set closed_at = now(), closed_by_name = ${author.name}, closed_reason = 'The death was an error'
    where kind = 'died' and closed_at is null and patient_id = ${event.subject_id}::uuid`.execute(tx);
  if (rows.length > 0) await putTask(tx, 'lives', event, rows.map(({ id }) => id));
}

/** Two records that are read as one may have two appointments at one time. */
async function flagOverlaps(tx: Tx, event: OutboxEvent): Promise<void> {
  const patient_ids = await records.aliasSet(tx, event.subject_id);
  if (!patient_ids.includes(event.other_id ?? '')) return;
  const { rows } = await sql<{ id: string }>`
    select a.id from scheduling.appointment a where a.patient_id = any (${patient_ids}::uuid[]) and a.status in ('booked', 'arrived') and upper(a.during) > now()
      and exists (select from scheduling.appointment b where b.patient_id = any (${patient_ids}::uuid[]) and b.patient_id <> a.patient_id
        and b.status in ('booked', 'arrived') and b.during && a.during)
    order by a.starts_at`.execute(tx);
  if (rows.length > 0) await putTask(tx, 'overlap', event, rows.map(({ id }) => id));
}

/** Two people again: what was at one time is no fault any more. */
async function unflag(tx: Tx, event: OutboxEvent): Promise<void> {
  await sql`
    update scheduling.task t set closed_at = now(), closed_by_name = ${author.name}, closed_reason = 'The merge was undone'
    where t.kind = 'overlap' and t.closed_at is null and t.event_id = (
      select max(e.id) from platform.event e where e.name = 'patients.merged' and e.subject_id = ${event.subject_id}::uuid and e.id < ${event.id}::bigint)`.execute(tx);
  announce(tx, 'scheduling-tasks');
}

async function putTask(tx: Tx, kind: 'died' | 'lives' | 'overlap', event: OutboxEvent, appointment_ids: readonly string[]): Promise<void> {
  const patient_id = kind === 'overlap' ? (event.other_id ?? event.subject_id) : event.subject_id;
  const { rows } = await sql<{ id: string }>`insert into scheduling.task (kind, patient_id, event_id) values (${kind}, ${patient_id}::uuid, ${event.id}::bigint)
    on conflict on constraint task_once do nothing returning id`.execute(tx);
  const task_id = rows[0]?.id;
  if (task_id === undefined) return;
  await sql`insert into scheduling.task_appointment (task_id, appointment_id) select ${task_id}::uuid, unnest(${appointment_ids}::uuid[])`.execute(tx);
  announce(tx, 'scheduling-tasks');
}
