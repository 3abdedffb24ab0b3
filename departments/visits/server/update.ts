import { sql } from 'kysely';
import { serve } from '@openward/platform/http';
import { visitsContract as contract } from '../contract/index.ts';
import { answer, holdVisit } from './hold.ts';

/** Writes down why the patient came, what they tell, who sent them, and where they are seen. */
export const update = serve(contract.update, async (input, act) => {
  const visit = await holdVisit(act, input);
  const { department_id, location_id, reasons, history_text, referred_by, referral_text } = input;
  await sql`update visits.visit set department_id = ${department_id}::uuid, location_id = ${location_id}::uuid,
      reasons = ${JSON.stringify(reasons)}::jsonb, history_text = ${history_text}, referred_by = ${referred_by},
      referral_text = ${referral_text}, updated_by = platform.actor_id(), updated_by_name = ${act.actor.display_name}
    where id = ${visit.id}::uuid`.execute(act.tx);
  return answer(act, visit.id);
});
