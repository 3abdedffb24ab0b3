import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { serve, type Act } from '@openward/platform/http';
import { schedulingContract as contract } from '../contract/index.ts';
import { reserve } from './appointment.sql.ts';
import { tellDays } from './news.ts';
import { placed, refusal, type Asked } from './when.ts';

export interface Hold {
  hold_id: string;
  hold_until: string;
  start: string;
}

export const hold = serve(contract.hold, (input, act) => holdTime(act, input));

/** Keeps a time for whoever asked. What has run out is swept away by the next who wants it. */
export async function holdTime(act: Act, input: Asked & { minutes: number; overbook: boolean }): Promise<Hold> {
  const at = await placed(act, input);
  if (input.overbook) act.authorise({}, 'scheduling.overbook');
  const hold_id = randomUUID();
  const { refused, hold_until } = await reserve(act.tx, {
    appointment_id: null, hold: { id: hold_id, minutes: input.minutes }, resource_ids: input.resource_ids, visit_type_id: at.type.id, from: at.from, until: at.until, overbook: input.overbook,
  });
  if (refused !== null || hold_until === null) throw await refusal(act.tx, refused ?? 'full', at, input.resource_ids);
  tellDays(act.tx, [at.moment.wall_clock.slice(0, 10)]);
  act.audit.detail({ hold_id, start: at.moment.instant });
  return { hold_id, hold_until: hold_until.toISOString(), start: at.start.toISOString() };
}

export const releaseHold = serve(contract.releaseHold, async ({ hold_id }, act) => {
  const { numAffectedRows } = await sql`delete from scheduling.reservation where hold_id = ${hold_id}::uuid and held_by = platform.actor_id()`.execute(act.tx);
  tellDays(act.tx);
  act.audit.detail({ hold_id });
  return { released: Number(numAffectedRows ?? 0n) };
});
