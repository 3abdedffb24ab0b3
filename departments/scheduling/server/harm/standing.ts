import { sql } from 'kysely';
import { Problem, serve } from '@openward/platform/http';
import { schedulingContract as contract } from '../../contract/index.ts';
import { answer, holdAppointment } from '../held.ts';

/** What is said of an appointment for the case that room must be made: it is protected, must be seen by a day, could come earlier. */
export const standing = serve(contract.standing, async (input, act) => {
  const { id, status } = await holdAppointment(act, input);
  if (!['booked', 'arrived'].includes(status)) throw new Problem(409, 'scheduling.over', 'Only an appointment that is still to come is protected', { field: 'version' });
  await sql`update scheduling.appointment set protected_because = ${input.protected_because}, see_by = ${input.see_by}::date, may_come_earlier = ${input.may_come_earlier},
      updated_by = platform.actor_id(), updated_by_name = ${act.actor.display_name}
    where id = ${id}::uuid`.execute(act.tx);
  return answer(act, id);
});
