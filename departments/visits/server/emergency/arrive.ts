import { sql } from 'kysely';
import { Problem, serve, type Act } from '@openward/platform/http';
import { identityOf, registerAll } from '@openward/patients/api';
import { Registration } from '@openward/patients/contract';
import { records, seeRecord } from '@openward/records/api';
import { visitsContract as contract } from '../../contract/index.ts';
import { authorOf } from '../author.ts';
import { insertVisits } from '../visit.sql.ts';
import { usualDepartment } from './emergency.sql.ts';
import { answerEmergency } from './held.ts';
import { projectFlag } from './flag.ts';

/** Somebody has come: registered where nobody knows who it is, and on the board, in one transaction. Nothing is asked about paying. */
export const arrive = serve(contract.arrive, async (input, act) => {
  const patient_id = input.patient_id === null ? await registerUnknown(act, input.unknown ?? {}) : await known(act, input.patient_id, input.after_death);
  const { arrival_mode, complaint, medico_legal, medico_legal_note, next_of_kin, location_id } = input;
  const department_id = input.department_id ?? (await usualDepartment(act.tx));
  const [visit_id = ''] = await insertVisits(act.tx, [{
    patient_id, class: 'emergency', status: 'arrived', department_id, location_id, practitioner_id: null, reasons: complaint === null ? [] : [{ text: complaint }],
    referred_by: null, referral_text: null, planned_for: null, after_death: input.after_death,
  }], authorOf(act).name);
  await sql`update visits.emergency set arrival_mode = ${arrival_mode}, medico_legal = ${medico_legal}, medico_legal_note = ${medico_legal_note},
      next_of_kin = ${next_of_kin === null ? null : JSON.stringify(next_of_kin)}::jsonb, updated_by_name = ${act.actor.display_name}
    where visit_id = ${visit_id}::uuid`.execute(act.tx);
  const answer = await answerEmergency(act, visit_id);
  if (medico_legal) await projectFlag(act, visit_id);
  return answer;
});

/** The record that stands of somebody who is known, unless they are here already. */
async function known(act: Act, asked: string, after_death: boolean): Promise<string> {
  await seeRecord(act, asked);
  const patient = await identityOf(act.tx, asked);
  if (patient === null) throw new Problem(404, 'records.unknown_patient', 'There is no such patient', { field: 'patient_id' });
  if (patient.deceased && !after_death) {
    throw new Problem(409, 'visits.patient_deceased', 'This patient is recorded as deceased: open a visit only to write down what was before, or a death on arrival', { field: 'after_death' });
  }
  // Two desks that receive the same patient: the second one finds the visit of the first.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`visits.arrival.${patient.patient_id}`}, 0))`.execute(act.tx);
  const { rows } = await sql<{ id: string }>`select id from visits.visit where patient_id = any (${await records.aliasSet(act.tx, patient.patient_id)}::uuid[])
    and class = 'emergency' and status in ('arrived', 'triaged', 'in-progress', 'onleave') limit 1`.execute(act.tx);
  if (rows[0] !== undefined) throw new Problem(409, 'visits.emergency_already', 'This patient is in the emergency department already', { field: 'patient_id', visit_id: rows[0].id });
  act.audit.patient(patient.patient_id);
  return patient.patient_id;
}

async function registerUnknown(act: Act, { sex = 'unknown', age_estimate = null }: { sex?: 'male' | 'female' | 'other' | 'unknown'; age_estimate?: number | null }): Promise<string> {
  const [patient_id] = await registerUnknowns(act, 1, { sex, age_estimate });
  return patient_id ?? '';
}

/** Registers so many people whom nobody knows: a temporary identity and a number each. */
export async function registerUnknowns(act: Act, count: number, seen: { sex: 'male' | 'female' | 'other' | 'unknown'; age_estimate: number | null }): Promise<string[]> {
  act.authorise({}, 'patients.register');
  const answers = await registerAll(Array.from({ length: count }, () => ({ act, input: Registration.parse({ unknown: true, ...seen }) })));
  return answers.map((answer) => {
    if (answer instanceof Problem) throw answer;
    return answer.id;
  });
}
