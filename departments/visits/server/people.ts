import { sql } from 'kysely';
import { Problem, serve } from '@openward/platform/http';
import { visitsContract as contract } from '../contract/index.ts';
import { touch } from './diagnose.ts';
import { answer, holdVisit } from './hold.ts';

/** Somebody takes part from now on. A new attender takes over: the one before is no longer it. */
export const join = serve(contract.join, async (input, act) => {
  const visit = await holdVisit(act, input);
  const { practitioner_id, role } = input;
  const already = visit.participants.some((each) => each.practitioner_id === practitioner_id && each.role === role && each.to === null);
  if (!already) {
    if (role === 'attender') {
      await sql`delete from visits.participant where visit_id = ${visit.id}::uuid and role = 'attender' and lower(during) >= now()`.execute(act.tx);
      await sql`update visits.participant set during = tstzrange(lower(during), now())
        where visit_id = ${visit.id}::uuid and role = 'attender' and upper_inf(during)`.execute(act.tx);
    }
    await sql`insert into visits.participant (visit_id, practitioner_id, role, during)
      values (${visit.id}::uuid, ${practitioner_id}::uuid, ${role}, tstzrange(now(), null))`.execute(act.tx);
    await touch(act, visit.id);
  }
  act.audit.detail({ practitioner_id, role });
  return answer(act, visit.id);
});

export const leave = serve(contract.leave, async (input, act) => {
  const visit = await holdVisit(act, input);
  const { practitioner_id, role } = input;
  const { rows } = await sql`update visits.participant set during = tstzrange(lower(during), greatest(now(), lower(during) + interval '1 millisecond'))
    where visit_id = ${visit.id}::uuid and practitioner_id = ${practitioner_id}::uuid and role = ${role} and upper_inf(during)
    returning 1`.execute(act.tx);
  if (rows.length === 0) throw new Problem(404, 'visits.participant_unknown', 'Nobody like this takes part now', { field: 'practitioner_id' });
  await touch(act, visit.id);
  act.audit.detail({ practitioner_id, role });
  return answer(act, visit.id);
});
