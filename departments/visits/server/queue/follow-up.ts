import { sql } from 'kysely';
import { Problem, serve, type Act } from '@openward/platform/http';
import { openLoop, seeRecord } from '@openward/records/api';
import { markAppointment, readAppointments } from '@openward/scheduling/api';
import { visitsContract as contract } from '../../contract/index.ts';
import { authorOf } from '../author.ts';
import type { StopRow } from './stop.sql.ts';

const hours = 3_600_000;
/** So soon somebody looks after it. */
const followedUpWithin = 24 * hours;

type Owner = Parameters<typeof openLoop>[1]['owner'];

/** Whoever works where the patient was to be seen looks after it; else the person who says so. */
async function ownerFor(act: Act, service_point_id: string | null, appointment_id: string | null): Promise<Owner> {
  const { rows } = await sql<{ department_id: string | null }>`
    select coalesce((select q.department_id from visits.service_point q where q.id = ${service_point_id}::uuid),
      (select r.department_id from scheduling.appointment a join scheduling.resource r on r.id = any (a.resource_ids)
        where a.id = ${appointment_id}::uuid and r.department_id is not null order by r.kind limit 1)) as department_id`.execute(act.tx);
  const department_id = rows[0]?.department_id ?? null;
  if (department_id !== null) return { kind: 'department', id: department_id };
  return act.actor.account_id === null ? { kind: 'role', id: 'nurse' } : { kind: 'account', id: act.actor.account_id };
}

/** The patient is to come back: unless a time is booked already, somebody has to book one. */
export async function followUp(act: Act, { patient, visit_id, service_point_id }: StopRow, within_days: number): Promise<void> {
  if (patient === null) return;
  const { rows } = await sql`select from scheduling.appointment where patient_id = ${patient.id}::uuid and status = 'booked' and starts_at > now()
    and starts_at < now() + make_interval(days => ${within_days} + 7) limit 1`.execute(act.tx);
  if (rows.length > 0) return;
  await openLoop(act.tx, {
    kind: 'follow_up', title: `Book a follow-up within ${within_days} days`, patient_id: patient.id, owner: await ownerFor(act, service_point_id, null),
    due: new Date(Date.now() + followedUpWithin), visit_id, about: visit_id === null ? null : { type: 'Encounter', id: visit_id }, author: authorOf(act),
  });
}

export const noShow = serve(contract.noShow, async ({ patient_id, appointment_id, version, urgent }, act) => {
  await seeRecord(act, patient_id);
  const [appointment] = await readAppointments(act.tx, [appointment_id]);
  if (appointment === undefined || appointment.patient_id !== patient_id) {
    throw new Problem(404, 'scheduling.appointment_unknown', 'There is no such appointment in this record', { field: 'appointment_id' });
  }
  if (Date.parse(appointment.start) > Date.now()) {
    throw new Problem(409, 'scheduling.not_yet', 'This appointment has not begun yet: whoever does not come is called off', { field: 'appointment_id' });
  }
  if (appointment.version !== version) throw new Problem(409, 'scheduling.changed', 'Somebody has changed this appointment meanwhile', { field: 'version', current: appointment });
  await markAppointment(act.tx, appointment_id, 'noshow', authorOf(act));
  const { rows } = await sql<{ urgent: boolean }>`select exists (select from visits.service_point q join scheduling.appointment a on a.visit_type_id = any (q.urgent_visit_type_ids)
    where a.id = ${appointment_id}::uuid) as urgent`.execute(act.tx);
  const followed_up = urgent || rows[0]?.urgent === true;
  if (followed_up) {
    await openLoop(act.tx, {
      kind: 'follow_up', title: `Did not come, and it is urgent: ${appointment.visit_type_name}`, patient_id, owner: await ownerFor(act, null, appointment_id),
      due: new Date(Date.now() + followedUpWithin), about: { type: 'Appointment', id: appointment_id }, author: authorOf(act),
    });
  }
  act.audit.detail({ appointment_id, followed_up });
  return { followed_up };
});
