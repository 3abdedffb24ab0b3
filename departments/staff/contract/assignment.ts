import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { day, line, version } from './text.ts';

/** As what somebody works. It says nothing of what they may do: that is the role of their account. */
export const jobs = [
  'doctor', 'nurse', 'midwife', 'pharmacist', 'laboratory', 'radiographer', 'therapist', 'dietician', 'social-worker',
  'front-desk', 'ward-clerk', 'medical-records', 'cashier', 'biller', 'accountant', 'compliance', 'administrator',
  'technician', 'porter', 'other',
] as const;
export type Job = (typeof jobs)[number];

/** Who works where, as what, from when to when. */
export const Assignment = z.object({
  id: z.uuid(),
  practitioner_id: z.uuid(),
  department_id: z.uuid(),
  department_name: z.string(),
  location_id: z.uuid().nullable(),
  location_name: z.string().nullable(),
  job: z.enum(jobs),
  /** What it says on the door: Head of surgery. */
  title: z.string().nullable(),
  starts_on: z.iso.date(),
  /** The last day; null while it goes on. */
  ends_on: z.iso.date().nullable(),
  version: z.int(),
});
export type Assignment = z.output<typeof Assignment>;

const fields = {
  department_id: z.uuid(),
  location_id: z.uuid().nullable().default(null),
  job: z.enum(jobs),
  title: line(120).nullable().default(null),
  starts_on: day,
  ends_on: day.nullable().default(null),
};

export const NewAssignment = z.strictObject(fields);
export type NewAssignment = z.input<typeof NewAssignment>;

export const assignmentContract = {
  createAssignment: endpoint({
    method: 'POST',
    path: '/staff/{practitioner_id}/assignments',
    summary: 'Say where somebody works, and as what',
    permission: 'staff.manage',
    patient: 'none',
    event: 'staff.assignment.create',
    status: 201,
  })
    .input(z.strictObject({ practitioner_id: z.uuid(), ...fields }))
    .output(Assignment),

  /** 409 `staff.changed` with `current`, `changed_by` and `changed_at` when somebody saved a newer version. */
  endAssignment: endpoint({
    method: 'POST',
    path: '/assignments/{assignment_id}/end',
    summary: 'Say on which day an assignment ends, or ended',
    permission: 'staff.manage',
    patient: 'none',
    event: 'staff.assignment.end',
  })
    .input(z.strictObject({ assignment_id: z.uuid(), version, ends_on: day }))
    .output(Assignment),

  /** 409 `staff.assignment_begun` once it has begun: then it can only end. */
  cancelAssignment: endpoint({
    method: 'POST',
    path: '/assignments/{assignment_id}/cancel',
    summary: 'Take back an assignment that has not begun',
    permission: 'staff.manage',
    patient: 'none',
    event: 'staff.assignment.cancel',
    status: 204,
  }).input(z.strictObject({ assignment_id: z.uuid(), version })),
};
