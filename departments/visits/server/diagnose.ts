import { sql } from 'kysely';
import { badInput, serve, type Act } from '@openward/platform/http';
import { visitsContract as contract } from '../contract/index.ts';
import { authorOf } from './author.ts';
import { answer, holdVisit } from './hold.ts';
import { projectDiagnoses } from './project.ts';
import { readVisits } from './visit.sql.ts';

/** Makes the list of diagnoses what it is to be. What is left out is entered in error; nothing vanishes. */
export const diagnose = serve(contract.diagnose, async (input, act) => {
  const visit = await holdVisit(act, input);
  const { diagnoses } = input;
  const known = new Map(visit.clinical.diagnoses.map((diagnosis) => [diagnosis.id, diagnosis]));
  const ranks = new Set<string>();
  const ids = new Set<string>();
  diagnoses.forEach(({ id, use, rank }, place) => {
    if (id !== undefined && !known.has(id)) throw badInput(`diagnoses[${place}].id`, 'visits.diagnosis_unknown', 'Is no diagnosis of this visit');
    if (id !== undefined && ids.has(id)) throw badInput(`diagnoses[${place}].id`, 'visits.diagnosis_twice', 'Stands here twice');
    if (ranks.has(`${use} ${rank}`)) throw badInput(`diagnoses[${place}].rank`, 'visits.rank_taken', 'Another diagnosis of this use has this rank');
    if (id !== undefined) ids.add(id);
    ranks.add(`${use} ${rank}`);
  });
  const taken_off = visit.clinical.diagnoses.filter(({ id }) => !ids.has(id));
  await sql`select visits.rank_hidden_last(${visit.id}::uuid)`.execute(act.tx);
  await sql`delete from visits.diagnosis where id = any (${taken_off.map(({ id }) => id)}::uuid[])`.execute(act.tx);
  await sql`insert into visits.diagnosis as d (id, visit_id, use, rank, system, code, display, certainty, recorded_by_name)
    select coalesce(id, uuidv7()), ${visit.id}::uuid, use, rank, system, code, display, certainty, ${act.actor.display_name}
    from jsonb_to_recordset(${JSON.stringify(diagnoses)}::jsonb) as given(id uuid, use text, rank smallint, system text, code text, display text, certainty text)
    on conflict (id) do update set use = excluded.use, rank = excluded.rank, system = excluded.system, code = excluded.code,
      display = excluded.display, certainty = excluded.certainty`.execute(act.tx);
  await touch(act, visit.id);
  const [current] = await readVisits(act.tx, [visit.id]);
  if (current !== undefined) await projectDiagnoses(act.tx, current, { at: new Date().toISOString(), taken_off }, authorOf(act));
  act.audit.detail({ diagnoses: diagnoses.length, taken_off: taken_off.length });
  return answer(act, visit.id);
});

/** A part of the visit changed: so did the visit, and whoever saw the version before is told. */
export async function touch(act: Act, visit_id: string): Promise<void> {
  await sql`update visits.visit set updated_by = platform.actor_id(), updated_by_name = ${act.actor.display_name}
    where id = ${visit_id}::uuid`.execute(act.tx);
}
