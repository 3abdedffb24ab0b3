import { sql } from 'kysely';
import { serve } from '@openward/platform/http';
import { visitsContract as contract } from '../../contract/index.ts';
import { projectFlag } from './flag.ts';
import { answerEmergency, holdEmergency } from './held.ts';

/** Where the patient lies, who looks after them, what comes next, and what was learnt of how they came. */
export const updateEmergency = serve(contract.updateEmergency, async ({ location_id, nurse_id, next_step, arrival_mode, medico_legal, medico_legal_note, next_of_kin, ...named }, act) => {
  const { visit, row } = await holdEmergency(act, named);
  await sql`update visits.visit set location_id = ${location_id}::uuid, updated_by = platform.actor_id(), updated_by_name = ${act.actor.display_name}
    where id = ${visit.id}::uuid and location_id is distinct from ${location_id}::uuid`.execute(act.tx);
  await sql`update visits.emergency set nurse_id = ${nurse_id}::uuid, next_step = ${next_step}, arrival_mode = ${arrival_mode}, medico_legal = ${medico_legal},
      medico_legal_note = ${medico_legal_note}, next_of_kin = ${next_of_kin === null ? null : JSON.stringify(next_of_kin)}::jsonb, updated_by_name = ${act.actor.display_name}
    where visit_id = ${visit.id}::uuid`.execute(act.tx);
  if (medico_legal !== row.medico_legal) await projectFlag(act, visit.id);
  return answerEmergency(act, visit.id);
});
