import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { appointmentStatuses } from './appointment.ts';
import { line } from './text.ts';

export const taskKinds = ['died', 'lives', 'overlap'] as const;

/** What the desk must look at because a patient died, or did not, or two records became one. */
export const Task = z.object({
  id: z.uuid(), kind: z.enum(taskKinds), patient_id: z.uuid(), patient_name: z.string(), hospital_number: z.string(), put_at: z.string(),
  appointments: z.array(z.object({ id: z.uuid(), patient_id: z.uuid(), start: z.string(), visit_type_name: z.string(), names: z.array(z.string()), status: z.enum(appointmentStatuses) })),
});
export type Task = z.output<typeof Task>;

export const taskContract = {
  tasks: endpoint({ method: 'GET', path: '/scheduling/tasks', summary: 'Appointments that somebody must look at after a death or a merge, the oldest first', permission: 'scheduling.read', patient: 'query', event: 'scheduling.task.list' })
    .input(z.strictObject({}))
    .output(z.object({ tasks: z.array(Task) })),

  closeTask: endpoint({ method: 'POST', path: '/patients/{patient_id}/scheduling-tasks/{task_id}/close', summary: 'It was looked at: say what was done', permission: 'scheduling.book', patient: 'input', event: 'scheduling.task.close' })
    .input(z.strictObject({ patient_id: z.uuid(), task_id: z.uuid(), reason: line(500) }))
    .output(z.object({ closed: z.boolean() })),
};
