import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { Summary } from '../contract/summary.ts';
import { summariseAllergies } from '../rules/summary/allergies.ts';
import { bloodGroupCodes, summariseBloodGroups } from '../rules/summary/blood-groups.ts';
import { summariseProblems } from '../rules/summary/problems.ts';
import type { Statement } from '../rules/summary/statement.ts';

/** What must be seen of a patient at once: of their record and of those merged with it. */
export async function summary(tx: Tx, patient_id: string): Promise<Summary> {
  const { rows } = await sql<{ type: string; id: string; patient_id: string; resource: Statement['resource'] }>`
    select type, id, patient_id, body as resource from records.resource
    where patient_id = any (records.alias_set(${patient_id}::uuid)) and not deleted
      and (type in ('AllergyIntolerance', 'Condition') or (type = 'Observation' and codes && ${[...bloodGroupCodes]}::text[]))
    order by type, happened_at desc nulls last, id`.execute(tx);
  const of = (type: string): Statement[] => rows.filter((row) => row.type === type);
  const { rows: [hidden] } = await sql<{ some: boolean }>`select records.has_hidden(${patient_id}::uuid) as some`.execute(tx);
  const { allergies, contradictions } = summariseAllergies(of('AllergyIntolerance'));
  const blood = summariseBloodGroups(of('Observation'));
  return {
    allergies,
    problems: summariseProblems(of('Condition')),
    blood_groups: blood.blood_groups,
    contradictions: [...contradictions, ...blood.contradictions],
    restricted_items: hidden?.some === true,
  };
}
