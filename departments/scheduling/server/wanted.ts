import { sql } from 'kysely';
import { Problem, serve } from '@openward/platform/http';
import { records, seeRecord } from '@openward/records/api';
import { schedulingContract as contract, type Wanted } from '../contract/index.ts';
import { openAppointment } from './held.ts';

export const want = serve(contract.want, async ({ patient_id, asked, note }, act) => {
  await seeRecord(act, patient_id);
  const { rows } = await sql<{ id: string }>`insert into scheduling.wanted (patient_id, visit_type_id, asked, note, put_by_name)
    values (${patient_id}::uuid, ${asked.visit_type_id}::uuid, ${JSON.stringify(asked)}::jsonb, ${note}, ${act.actor.display_name}) returning id`.execute(act.tx);
  return { id: rows[0]?.id ?? '' };
});

export const wanted = serve(contract.wanted, async (_input, act) => {
  const { rows } = await sql<Omit<Wanted, 'put_at'> & { put_at: Date }>`
    select w.id, w.patient_id, p.display_name as patient_name, w.visit_type_id, t.name as visit_type_name, w.asked, w.note, w.put_at, w.put_by_name as put_by
    from scheduling.wanted w join patients.patient p on p.id = w.patient_id join scheduling.visit_type t on t.id = w.visit_type_id
    where w.closed_at is null order by w.put_at, w.id limit 500`.execute(act.tx);
  act.audit.shown(rows.map(({ patient_id }) => patient_id));
  return { wanted: rows.map((row) => ({ ...row, put_at: row.put_at.toISOString() })) };
});

export const closeWanted = serve(contract.closeWanted, async ({ patient_id, wanted_id, appointment_id, reason }, act) => {
  await seeRecord(act, patient_id);
  if (appointment_id !== null) await openAppointment(act, { patient_id, appointment_id });
  const { numAffectedRows } = await sql`update scheduling.wanted set closed_at = now(), appointment_id = ${appointment_id}::uuid, closed_reason = ${reason}
    where id = ${wanted_id}::uuid and patient_id = any (${await records.aliasSet(act.tx, patient_id)}::uuid[]) and closed_at is null`.execute(act.tx);
  if (numAffectedRows !== 1n) throw new Problem(404, 'scheduling.wanted_unknown', 'Nobody waits here any more', { field: 'wanted_id' });
  return { closed: true };
});
