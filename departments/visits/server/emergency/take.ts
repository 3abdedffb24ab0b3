import { sql } from 'kysely';
import { Problem, serve, type Act } from '@openward/platform/http';
import { records } from '@openward/records/api';
import { visitsContract as contract } from '../../contract/index.ts';
import { inTurn } from '../../rules/emergency/order.ts';
import { lockVisit, ownStaffId } from '../visit.sql.ts';
import { holdTurn, readEmergencies, usualDepartment } from './emergency.sql.ts';
import { answerEmergency, holdEmergency } from './held.ts';
import { standing } from './shown.ts';

/** Takes who is next. Doctors who ask at once are served one after the other, so each finds somebody else. */
export const takeNext = serve(contract.takeNext, async ({ department_id }, act) => {
  await holdTurn(act.tx);
  const own = department_id ?? (await usualDepartment(act.tx));
  for (const { visit_id, row } of inTurn((await readEmergencies(act.tx, { department_id: own })).map(standing))) {
    const locked = await lockVisit(act.tx, visit_id);
    if (locked === undefined || !['arrived', 'triaged'].includes(locked.status)) continue;
    act.authorise({ patient_id: row.patient_id, ...(await records.labelOf(act.tx, row.patient_id)) });
    act.audit.patient(row.patient_id);
    await begin(act, visit_id);
    return { emergency: await answerEmergency(act, visit_id) };
  }
  return { emergency: null };
});

export const take = serve(contract.take, async ({ out_of_turn_reason, ...named }, act) => {
  const { visit, row } = await holdEmergency(act, named);
  if (!['arrived', 'triaged'].includes(visit.status)) throw new Problem(409, 'visits.emergency_taken', 'Somebody sees this patient already', { field: 'visit_id', clinician: row.clinician_name });
  const before = inTurn((await readEmergencies(act.tx, { department_id: visit.department_id })).map(standing))
    .filter((one) => one.visit_id !== visit.id && one.row.department_id === visit.department_id && (one.level ?? 6) < (row.level ?? 6));
  if (before.length > 0) {
    if (out_of_turn_reason === null) {
      throw new Problem(409, 'visits.emergency_turn', 'Somebody more urgent waits: take them, or say why this patient goes first', {
        field: 'out_of_turn_reason', more_urgent: before.length, next: before[0]?.row.number,
      });
    }
    await sql`update visits.emergency set out_of_turn_reason = ${out_of_turn_reason}, updated_by_name = ${act.actor.display_name} where visit_id = ${visit.id}::uuid`.execute(act.tx);
    act.audit.detail({ out_of_turn: true, more_urgent: before.length });
  }
  await begin(act, visit.id);
  return answerEmergency(act, visit.id);
});

/** The clinician sees the patient, and answers for them. */
async function begin(act: Act, visit_id: string): Promise<void> {
  await sql`update visits.visit set status = 'in-progress', started_at = coalesce(started_at, now()), updated_by = platform.actor_id(), updated_by_name = ${act.actor.display_name}
    where id = ${visit_id}::uuid`.execute(act.tx);
  await sql`update visits.emergency set updated_by_name = ${act.actor.display_name} where visit_id = ${visit_id}::uuid`.execute(act.tx);
  const own = await ownStaffId(act.tx);
  if (own === null) return;
  await sql`insert into visits.participant (visit_id, practitioner_id, role, during) select ${visit_id}::uuid, ${own}::uuid, 'attender', tstzrange(now(), null)
    where not exists (select from visits.participant p where p.visit_id = ${visit_id}::uuid and p.role = 'attender' and upper_inf(p.during))`.execute(act.tx);
}
