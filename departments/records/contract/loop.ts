import { endpoint } from '@openward/platform/http/contract';
import { line } from '@openward/platform/fhir';
import { z } from 'zod';
import { version } from './statement.ts';
import { instant, prose } from './text.ts';

/** What can be left open. */
export const loopKinds = ['order', 'referral', 'result', 'follow_up', 'note', 'cosign', 'task', 'message'] as const;
export type LoopKind = (typeof loopKinds)[number];

/** How something was closed; a result that nobody acted upon says so. */
export const loopOutcomes = ['done', 'no_action', 'patient_told', 'follow_up_made', 'read'] as const;
export type LoopOutcome = (typeof loopOutcomes)[number];

/** Whom an overdue loop concerns by now. */
export const loopLevels = ['on_time', 'owner', 'department', 'hospital'] as const;
export type LoopLevel = (typeof loopLevels)[number];

/** Who has to close it: a person by their account, whoever holds a role, or whoever works in a department. */
export const LoopOwner = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('account'), id: z.uuid() }),
  z.strictObject({ kind: z.literal('role'), id: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, 'Is not a role') }),
  z.strictObject({ kind: z.literal('department'), id: z.uuid() }),
]);
export type LoopOwner = z.output<typeof LoopOwner>;

export const LoopShown = z.object({
  id: z.uuid(),
  kind: z.enum(loopKinds),
  title: z.string(),
  patient: z.object({ id: z.uuid(), name: z.string().nullable(), birth_date: z.string().nullable() }),
  visit_id: z.string().nullable(),
  /** What it is about, in the chart; null for a draft that is not signed yet. */
  about: z.object({ type: z.string(), id: z.string(), title: z.string().nullable(), value: z.string().nullable(), unit: z.string().nullable(), flag: z.string().nullable() }).nullable(),
  owner: z.object({ kind: z.enum(['account', 'role', 'department']), id: z.string(), name: z.string().nullable() }),
  due: z.string(),
  level: z.enum(loopLevels),
  state: z.enum(['open', 'done', 'cancelled']),
  outcome: z.enum(loopOutcomes).nullable(),
  note: z.string().nullable(),
  opened_at: z.string(),
  opened_by: z.string().nullable(),
  closed_at: z.string().nullable(),
  closed_by: z.string().nullable(),
  version: z.int(),
});
export type LoopShown = z.output<typeof LoopShown>;

/** Something new to be closed. */
const fresh = {
  title: line(500),
  owner: LoopOwner,
  due: instant,
};

const one = { patient_id: z.uuid(), loop_id: z.uuid(), version };

export const loopContract = {
  loops: endpoint({
    method: 'GET',
    path: '/loops',
    summary: 'What is open in the whole hospital, the longest overdue first',
    permission: 'records.overdue',
    patient: 'query',
    event: 'records.loop.list',
  })
    .input(
      z.strictObject({
        /** Only what is overdue. */
        overdue: z.boolean().default(true),
        kind: z.enum(loopKinds).optional(),
        /** Only what this department has to close. */
        department_id: z.uuid().optional(),
        limit: z.int().min(1).max(500).default(100),
        /** `next` of the page before. */
        after: line(300).optional(),
      }),
    )
    .output(z.object({ loops: z.array(LoopShown), next: z.string().nullable() })),

  patientLoops: endpoint({
    method: 'GET',
    path: '/patients/{patient_id}/loops',
    summary: 'What is open for one patient, and what was closed',
    permission: 'records.read',
    patient: 'input',
    event: 'records.loop.read',
  })
    .input(z.strictObject({ patient_id: z.uuid(), closed: z.boolean().default(false) }))
    .output(z.object({ loops: z.array(LoopShown) })),

  openLoop: endpoint({
    method: 'POST',
    path: '/patients/{patient_id}/loops',
    summary: 'Give somebody a task, a follow-up or a message about a patient',
    permission: 'records.write',
    patient: 'input',
    event: 'records.loop.open',
    status: 201,
  })
    .input(z.strictObject({ patient_id: z.uuid(), kind: z.enum(['task', 'follow_up', 'message']), ...fresh, visit_id: line(64).nullable().default(null) }))
    .output(LoopShown),

  closeLoop: endpoint({
    method: 'POST',
    path: '/patients/{patient_id}/loops/{loop_id}/close',
    summary: 'Close what was open, and say how; a follow-up may be made in the same act',
    permission: 'records.write',
    patient: 'input',
    event: 'records.loop.close',
  })
    .input(
      z
        .strictObject({ ...one, outcome: z.enum(loopOutcomes), note: prose(2000).nullable().default(null), follow_up: z.strictObject(fresh).nullable().default(null) })
        .refine(({ outcome, follow_up }) => (outcome === 'follow_up_made') === (follow_up !== null), {
          message: 'A follow-up that was made is named, and no other outcome names one', path: ['follow_up'],
        }),
    )
    .output(LoopShown),

  cancelLoop: endpoint({
    method: 'POST',
    path: '/patients/{patient_id}/loops/{loop_id}/cancel',
    summary: 'Say that it will not be done, and why',
    permission: 'records.write',
    patient: 'input',
    event: 'records.loop.cancel',
  })
    .input(z.strictObject({ ...one, reason: line(2000) }))
    .output(LoopShown),

  reassignLoop: endpoint({
    method: 'POST',
    path: '/patients/{patient_id}/loops/{loop_id}/reassign',
    summary: 'Hand it to somebody else, or give it another due time',
    permission: 'records.write',
    patient: 'input',
    event: 'records.loop.reassign',
  })
    .input(z.strictObject({ ...one, owner: LoopOwner, due: instant.optional() }))
    .output(LoopShown),
};
