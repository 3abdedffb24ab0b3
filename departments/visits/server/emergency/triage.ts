import { sql } from 'kysely';
import { badInput, Problem, serve, type Act } from '@openward/platform/http';
import { chartAlerts, records } from '@openward/records/api';
import { visitsContract as contract } from '../../contract/index.ts';
import { toTriageObservation } from '../../rules/emergency/fhir.ts';
import { authorOf } from '../author.ts';
import { readTriages, schemeOf } from './emergency.sql.ts';
import { answerEmergency, holdEmergency } from './held.ts';

export const triage = serve(contract.triage, async ({ level, reason, ...named }, act) => {
  const { visit, row } = await holdEmergency(act, named);
  if (row.level !== null && reason === null) throw badInput('reason', 'visits.triage_why', 'Say why it is judged again');
  if (row.dead) throw new Problem(409, 'visits.emergency_dead', 'This patient was found dead: sort the band anew first', { field: 'visit_id' });
  await judge(act, { visit_id: visit.id, patient_id: visit.patient_id, department_id: visit.department_id, level, reason });
  return answerEmergency(act, visit.id);
});

interface Judgement {
  visit_id: string;
  patient_id: string;
  department_id: string | null;
  level: number;
  reason: string | null;
  /** Of the quick sorting of a major incident; else the scheme of the department. */
  scheme?: 'INCIDENT';
}

/** Writes a triage down: its row, its Observation, and that the visit was triaged. The turn and the visit are held by whoever calls. */
export async function judge(act: Act, { visit_id, patient_id, department_id, level, reason, scheme }: Judgement): Promise<void> {
  const alert = (await chartAlerts(act.tx, [{ visit_id, patient_id }])).get(visit_id);
  await sql`insert into visits.triage (visit_id, scheme, level, news2, reason, actor_name)
    values (${visit_id}::uuid, ${scheme ?? (await schemeOf(act.tx, department_id))}, ${level}, ${alert?.news2 ?? null}, ${reason}, ${act.actor.display_name})`.execute(act.tx);
  await sql`update visits.visit set status = 'triaged', triaged_at = now(), updated_by = platform.actor_id(), updated_by_name = ${act.actor.display_name}
    where id = ${visit_id}::uuid and status = 'arrived'`.execute(act.tx);
  const made = (await readTriages(act.tx, visit_id)).at(-1);
  if (made !== undefined) await records.put(act.tx, { resource: toTriageObservation(made, { patient_id, visit_id }), patient_id, author: authorOf(act) });
}
