import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { amount, currency, line } from './words.ts';

/** What needs leave over one's limit. */
export const approvalKinds = ['discount', 'void', 're-price', 'refund', 'write-off', 'difference', 'credit-note'] as const;
export const ApprovalKind = z.enum(approvalKinds);
export type ApprovalKind = z.output<typeof ApprovalKind>;

export const Approval = z.object({
  id: z.uuid(), kind: ApprovalKind, subject_id: z.uuid(), patient_id: z.uuid().nullable(), patient_name: z.string().nullable(), hospital_number: z.string().nullable(),
  amount: z.string(), currency: z.string(), reason: z.string(), state: z.enum(['waiting', 'granted', 'refused', 'withdrawn']),
  asked_at: z.string(), asked_by: z.uuid(), asked_by_name: z.string(), decided_at: z.string().nullable(), decided_by_name: z.string().nullable(), note: z.string().nullable(),
});
export type Approval = z.output<typeof Approval>;

export const Limit = z.strictObject({ role: z.string().regex(/^[a-z][a-z-]{1,31}$/, 'Is not the name of a role'), kind: ApprovalKind, currency, amount_max: amount });
export type Limit = z.output<typeof Limit>;

const one = { approval_id: z.uuid() };

export const approvalContract = {
  /** Those of patients whom the caller may not see are left out. */
  approvals: endpoint({ method: 'GET', path: '/billing/approvals', summary: 'What waits for leave, oldest first; or what was decided, newest first', permission: 'billing.read', patient: 'query', event: 'billing.approval.list' })
    .input(z.strictObject({ state: z.enum(['waiting', 'decided']).default('waiting') }))
    .output(z.object({ approvals: z.array(Approval) })),

  /** Granted: what was asked for is done in the same transaction, or nothing is. 403 `billing.own_request`; 409 `billing.decided_already`. */
  decideApproval: endpoint({ method: 'POST', path: '/billing/approvals/{approval_id}/decision', summary: 'Grant or refuse; somebody else than who asked', permission: 'billing.approve', patient: 'found', event: 'billing.approval.decide' })
    .input(z.strictObject({ ...one, granted: z.boolean(), note: line(500).optional() }))
    .output(Approval),

  withdrawApproval: endpoint({ method: 'POST', path: '/billing/approvals/{approval_id}/withdrawal', summary: 'Take back what one asked for', permission: 'billing.read', patient: 'found', event: 'billing.approval.withdraw' })
    .input(z.strictObject(one))
    .output(Approval),

  limits: endpoint({ method: 'GET', path: '/billing/approval-limits', summary: 'Up to which amount a role needs no leave', permission: 'billing.read', patient: 'none', event: 'none' })
    .input(z.strictObject({}))
    .output(z.object({ limits: z.array(Limit) })),

  setLimits: endpoint({ method: 'PUT', path: '/billing/approval-limits', summary: 'Set up to which amount a role needs no leave; what is not named asks for everything', permission: 'billing.prices', patient: 'none', event: 'billing.limit.set' })
    .input(z.strictObject({ limits: z.array(Limit).max(200) }))
    .output(z.object({ limits: z.array(Limit) })),
};
