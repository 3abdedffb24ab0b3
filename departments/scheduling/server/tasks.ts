import { sql } from 'kysely';
import { announce } from '@openward/platform/db';
import { Problem, serve } from '@openward/platform/http';
import { records, seeRecord } from '@openward/records/api';
import { schedulingContract as contract, type Task } from '../contract/index.ts';

export const tasks = serve(contract.tasks, async (_input, act) => {
  const { rows } = await sql<Omit<Task, 'put_at'> & { put_at: Date }>`
    select t.id, t.kind, t.patient_id, p.display_name as patient_name, p.hospital_number, t.put_at,
      (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'patient_id', a.patient_id, 'start', to_char(a.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
          'visit_type_name', v.name, 'status', a.status, 'names', (select coalesce(jsonb_agg(r.name order by r.name), '[]') from scheduling.resource r where r.id = any (a.resource_ids))) order by a.starts_at), '[]')
        from scheduling.task_appointment x join scheduling.appointment a on a.id = x.appointment_id join scheduling.visit_type v on v.id = a.visit_type_id where x.task_id = t.id) as appointments
    from scheduling.task t join patients.patient p on p.id = t.patient_id
    where t.closed_at is null order by t.put_at, t.id limit 200`.execute(act.tx);
  act.audit.shown(rows.map(({ patient_id }) => patient_id));
  return { tasks: rows.map((row) => ({ ...row, put_at: row.put_at.toISOString() })) };
});

export const closeTask = serve(contract.closeTask, async ({ patient_id, task_id, reason }, act) => {
  await seeRecord(act, patient_id);
  const { numAffectedRows } = await sql`update scheduling.task set closed_at = now(), closed_by = platform.actor_id(), closed_by_name = ${act.actor.display_name}, closed_reason = ${reason}
    where id = ${task_id}::uuid and patient_id = any (${await records.aliasSet(act.tx, patient_id)}::uuid[]) and closed_at is null`.execute(act.tx);
  if (numAffectedRows !== 1n) throw new Problem(404, 'scheduling.task_unknown', 'This waits no more', { field: 'task_id' });
  announce(act.tx, 'scheduling-tasks');
  act.audit.detail({ task_id });
  return { closed: true };
});
