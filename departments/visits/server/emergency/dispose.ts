import { sql } from 'kysely';
import { recordDeath } from '@openward/patients/api';
import { badInput, Problem, serve, type Act } from '@openward/platform/http';
import { visitsContract as contract, type Emergency, type EmergencyDisposition } from '../../contract/index.ts';
import { dischargeCode } from '../../rules/emergency/fhir.ts';
import { answerEmergency, holdEmergency, type HeldEmergency } from './held.ts';

interface Decision {
  disposition: EmergencyDisposition;
  note: string | null;
  bed_department_id: string | null;
  form: { told: string; witness: string; signed: boolean } | null;
}

export const dispose = serve(contract.dispose, async ({ disposition, note, bed_department_id, form, died_at, ...named }, act) => {
  const held = await holdEmergency(act, named);
  if (disposition === 'admit' && bed_department_id === null) throw badInput('bed_department_id', 'visits.which_ward', 'Say which ward is asked for a bed');
  if (disposition === 'against-advice' && form === null) throw badInput('form', 'visits.advice_form', 'Write down what the patient was told, and who saw it');
  if (died_at !== null && Date.parse(died_at) > Date.now()) throw badInput('died_at', 'visits.death_ahead', 'Lies in the future');
  if (disposition === 'left-unseen') return leaveUnseen(act, held, note);
  if (!['in-progress', 'onleave'].includes(held.visit.status) && disposition !== 'died') {
    throw new Problem(409, 'visits.emergency_unseen', 'Nobody has seen this patient: take them first, or write down that they left', { field: 'disposition' });
  }
  await decide(act, held, { disposition, note, bed_department_id: disposition === 'admit' ? bed_department_id : null, form: disposition === 'against-advice' ? form : null });
  if (disposition === 'admit') return answerEmergency(act, held.visit.id);
  await end(act, held, dischargeCode(disposition));
  if (disposition === 'died') {
    act.authorise({ patient_id: held.row.patient_id, restricted: held.row.restricted }, 'patients.update');
    await recordDeath(act, held.row.patient_id, died_at ?? new Date().toISOString());
  }
  return answerEmergency(act, held.visit.id);
});

export const departEmergency = serve(contract.departEmergency, async (named, act) => {
  const held = await holdEmergency(act, named);
  if (held.row.boarding_since === null) throw new Problem(409, 'visits.not_boarding', 'Only somebody for whom a bed was asked leaves for the ward', { field: 'visit_id' });
  await end(act, held, dischargeCode('admit'));
  return answerEmergency(act, held.visit.id);
});

export const leftUnseen = serve(contract.leftUnseen, async ({ note, ...named }, act) => leaveUnseen(act, await holdEmergency(act, named), note));

async function leaveUnseen(act: Act, held: HeldEmergency, note: string | null): Promise<Emergency> {
  if (!['arrived', 'triaged'].includes(held.visit.status)) {
    throw new Problem(409, 'visits.emergency_taken', 'Somebody has seen this patient: say where they go', { field: 'disposition', clinician: held.row.clinician_name });
  }
  await decide(act, held, { disposition: 'left-unseen', note, bed_department_id: null, form: null });
  await end(act, held, dischargeCode('left-unseen'));
  return answerEmergency(act, held.visit.id);
}

async function decide(act: Act, { visit }: HeldEmergency, { disposition, note, bed_department_id, form }: Decision): Promise<void> {
  await sql`update visits.emergency set disposition = ${disposition}, disposition_note = ${note}, disposition_by_name = ${act.actor.display_name},
      bed_department_id = ${bed_department_id}::uuid, advice_form = ${form === null ? null : JSON.stringify(form)}::jsonb, updated_by_name = ${act.actor.display_name}
    where visit_id = ${visit.id}::uuid`.execute(act.tx);
  act.audit.detail({ disposition });
}

/** The visit is over, in its own states. It is signed afterwards, by whoever answers for it. */
async function end(act: Act, { visit }: HeldEmergency, disposition: string): Promise<void> {
  await sql`update visits.participant set during = tstzrange(lower(during), greatest(now(), lower(during) + interval '1 millisecond'))
    where visit_id = ${visit.id}::uuid and upper_inf(during)`.execute(act.tx);
  await sql`update visits.visit set status = 'finished', ended_at = now(), disposition = ${disposition}, updated_by = platform.actor_id(), updated_by_name = ${act.actor.display_name}
    where id = ${visit.id}::uuid`.execute(act.tx);
  await sql`update visits.emergency set updated_by_name = ${act.actor.display_name} where visit_id = ${visit.id}::uuid`.execute(act.tx);
}
