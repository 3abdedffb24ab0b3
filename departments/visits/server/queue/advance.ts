import { sql } from 'kysely';
import { serve, type Act } from '@openward/platform/http';
import { markAppointment } from '@openward/scheduling/api';
import { visitsContract as contract } from '../../contract/index.ts';
import { stopTransitions } from '../../rules/queue/stop.ts';
import { authorOf } from '../author.ts';
import { projectVisits } from '../project.ts';
import { holdTurnOf } from '../emergency/emergency.sql.ts';
import { lockVisit, ownStaffId } from '../visit.sql.ts';
import { followUp } from './follow-up.ts';
import { answerStop, holdStop, mayBecome } from './held.ts';
import { joinQueue } from './join.ts';
import { tellQueue } from './news.ts';
import { findStop, openStopOfVisit, setStatus, stopsOfToken, type StopRow } from './stop.sql.ts';

export const advanceStop = serve(contract.advanceStop, async ({ stop_id, version, to, come_back_in_days }, act) => {
  // The visit before the stop, as its own acts do: two that wait for each other would wait for ever.
  const before = await findStop(act.tx, stop_id);
  if (before?.visit_id != null) await holdTurnOf(act.tx, before.visit_id);
  if (before?.visit_id != null) await lockVisit(act.tx, before.visit_id);
  const stop = await holdStop(act, { stop_id, version });
  mayBecome(stop, to, stopTransitions[stop.status]);
  await setStatus(act.tx, stop_id, to, act.actor.display_name);
  if (to === 'in-room' && stop.point_kind === 'clinic') await begin(act, stop);
  if (to === 'done') await finish(act, stop, come_back_in_days);
  if (to === 'left') await leave(act, stop);
  return answerStop(act, stop_id);
});

export const handOver = serve(contract.handOver, async ({ stop_id, version, service_point_id }, act) => {
  const before = await findStop(act.tx, stop_id);
  if (before?.visit_id != null) await lockVisit(act.tx, before.visit_id);
  const stop = await holdStop(act, { stop_id, version });
  mayBecome(stop, 'done', stop.status === 'called' ? [] : stopTransitions[stop.status]);
  await setStatus(act.tx, stop_id, 'done', act.actor.display_name);
  if (stop.status === 'in-room') await fulfil(act, stop);
  const { stop_id: next } = await joinQueue(act.tx, {
    service_point_id, token_id: stop.token_id, of: { patient_id: null, visit_id: null, appointment_id: null }, came_by: 'desk', due_at: null,
    priority: stop.priority, priority_reason: stop.priority_reason, author: authorOf(act),
  });
  act.audit.detail({ from: stop_id });
  return answerStop(act, next);
});

/** The clinician sees the patient: the visit has begun, and it is theirs where nobody answers for it yet. */
async function begin(act: Act, { visit_id }: StopRow): Promise<void> {
  if (visit_id === null) return;
  await sql`update visits.visit set status = 'in-progress', started_at = coalesce(started_at, now()), updated_by = platform.actor_id(), updated_by_name = ${act.actor.display_name}
    where id = ${visit_id}::uuid and status in ('arrived', 'triaged')`.execute(act.tx);
  const own = act.actor.permissions.has('visits.close') ? await ownStaffId(act.tx) : null;
  if (own !== null) {
    await sql`insert into visits.participant (visit_id, practitioner_id, role, during) select ${visit_id}::uuid, ${own}::uuid, 'attender', tstzrange(now(), null)
      where not exists (select from visits.participant p where p.visit_id = ${visit_id}::uuid and p.role = 'attender' and upper_inf(p.during))`.execute(act.tx);
  }
  await projectVisits(act.tx, [visit_id], authorOf(act));
}

/** What the patient came for is done: the appointment was kept. The visit itself is closed by whoever signs it. */
async function fulfil(act: Act, { point_kind, appointment_id }: StopRow): Promise<void> {
  if (point_kind === 'clinic' && appointment_id !== null) await markAppointment(act.tx, appointment_id, 'fulfilled', authorOf(act));
}

async function finish(act: Act, stop: StopRow, come_back_in_days: number | null): Promise<void> {
  await fulfil(act, stop);
  if (come_back_in_days !== null) await followUp(act, stop, come_back_in_days);
  if (stop.visit_id === null || (await stopsOfToken(act.tx, stop.token_id)).some(({ point_kind }) => point_kind === 'clinic')) return;
  // A way without a consultation, such as blood taken: nobody will sign it, so it ends here.
  await end(act, stop.visit_id, sql`status = 'finished', ended_at = now()`);
}

/** Whoever goes before somebody saw them has not been here: the visit is called off, and so is the appointment. */
async function leave(act: Act, { visit_id, appointment_id }: StopRow): Promise<void> {
  if (visit_id === null || !(await end(act, visit_id, sql`status = 'cancelled', stopped_reason = 'Left before being seen'`))) return;
  if (appointment_id !== null) await markAppointment(act.tx, appointment_id, 'cancelled', authorOf(act), { by: 'patient', reason: 'Left before being seen' });
}

/** Ends a visit in which nobody has seen the patient; false where somebody has. */
async function end(act: Act, visit_id: string, change: ReturnType<typeof sql>): Promise<boolean> {
  const { rows } = await sql`update visits.visit set ${change}, updated_by = platform.actor_id(), updated_by_name = ${act.actor.display_name}
    where id = ${visit_id}::uuid and status in ('arrived', 'triaged') returning 1`.execute(act.tx);
  if (rows.length === 0) return false;
  await sql`update visits.participant set during = tstzrange(lower(during), greatest(now(), lower(during) + interval '1 millisecond'))
    where visit_id = ${visit_id}::uuid and upper_inf(during)`.execute(act.tx);
  await projectVisits(act.tx, [visit_id], authorOf(act));
  return true;
}

/** A visit was signed: the patient is no longer in the room, and the appointment was kept. */
export async function leaveRoom(act: Act, visit_id: string): Promise<void> {
  const stop = await openStopOfVisit(act.tx, visit_id);
  if (stop === undefined || stop.status !== 'in-room' || stop.point_kind !== 'clinic') return;
  await setStatus(act.tx, stop.id, 'done', act.actor.display_name);
  if (stop.appointment_id !== null) await markAppointment(act.tx, stop.appointment_id, 'fulfilled', authorOf(act));
  tellQueue(act.tx);
}
