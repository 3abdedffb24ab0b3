import { sql } from 'kysely';
import { Problem, serve, type Act } from '@openward/platform/http';
import type { VisitStatus } from '../contract/visit.ts';
import { visitsContract as contract } from '../contract/index.ts';
import { holdTurnOf } from './emergency/emergency.sql.ts';
import { answer, holdVisit } from './hold.ts';

/** The column that says when a state began. Leave has none: the history of the states tells it. */
const times: Partial<Record<VisitStatus, string>> = { arrived: 'arrived_at', triaged: 'triaged_at', 'in-progress': 'started_at', finished: 'ended_at' };

/** Brings a visit to a state that may follow; the database has the last word. */
async function bring(act: Act, visit_id: string, from: { status: VisitStatus; next: VisitStatus[] }, to: VisitStatus, reason: string | null = null): Promise<void> {
  if (!from.next.includes(to)) {
    throw new Problem(409, 'visits.transition', `A visit that is ${from.status} does not become ${to}`, { field: 'to', next: from.next });
  }
  const time = times[to];
  const at = time === undefined ? sql`` : sql`, ${sql.ref(time)} = coalesce(${sql.ref(time)}, now())`;
  await sql`update visits.visit set status = ${to}, stopped_reason = coalesce(${reason}::text, stopped_reason)${at},
    updated_by = platform.actor_id(), updated_by_name = ${act.actor.display_name} where id = ${visit_id}::uuid`.execute(act.tx);
  if (to === 'finished' || to === 'cancelled') {
    // Whoever joined in this very moment took no part: a range that is empty would be nobody's.
    await sql`update visits.participant set during = tstzrange(lower(during), greatest(now(), lower(during) + interval '1 millisecond'))
      where visit_id = ${visit_id}::uuid and upper_inf(during)`.execute(act.tx);
  }
}

export const checkIn = serve(contract.checkIn, async (input, act) => {
  const visit = await holdVisit(act, input);
  await bring(act, visit.id, visit, 'arrived');
  return answer(act, visit.id);
});

export const cancel = serve(contract.cancel, async (input, act) => {
  const visit = await holdVisit(act, input);
  await bring(act, visit.id, visit, 'cancelled', input.reason);
  return answer(act, visit.id);
});

export const advance = serve(contract.advance, async (input, act) => {
  await holdTurnOf(act.tx, input.visit_id);
  const visit = await holdVisit(act, input);
  await bring(act, visit.id, visit, input.to);
  return answer(act, visit.id);
});

export const withdraw = serve(contract.withdraw, async (input, act) => {
  const visit = await holdVisit(act, input, { signed: true });
  await bring(act, visit.id, visit, 'entered-in-error', input.reason);
  return answer(act, visit.id);
});
