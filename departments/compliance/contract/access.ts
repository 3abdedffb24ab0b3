import { endpoint } from '@openward/platform/http/contract';
import { version } from '@openward/platform/fhir';
import { z } from 'zod';

const instant = z.iso.datetime({ offset: true });
const outcomes = ['justified', 'explained', 'misuse'] as const;
const rules = ['not-signed-in', 'state', 'permission', 'own-record-only', 'consent', 'restricted', 'other-place', 'no-relation'] as const;

/** Somebody opened a record that was closed to them. */
export const BrokenGlass = z.object({
  id: z.uuid(),
  account_id: z.uuid(),
  username: z.string(),
  display_name: z.string(),
  patient_id: z.uuid(),
  reason: z.string(),
  opened_at: instant,
  ends_at: instant,
  /** How many acts on the record the audit log has of them while it was open. */
  acts: z.int().min(0),
  reviewed_at: instant.nullable(),
  reviewed_by: z.string().nullable(),
  outcome: z.enum(outcomes).nullable(),
  note: z.string().nullable(),
});
export type BrokenGlass = z.output<typeof BrokenGlass>;

/** How records open in this hospital. */
export const AccessPolicy = z.object({
  relation_required: z.boolean(),
  glass_minutes: z.int().min(5).max(1440),
  /** Whether broken glass opens what the patient withholds. */
  glass_opens_withheld: z.boolean(),
  version: z.int(),
});
export type AccessPolicy = z.output<typeof AccessPolicy>;

/** A decision, rule by rule: `open` where a rule stands only because the glass is broken. */
export const DecisionShown = z.object({
  allow: z.boolean(),
  reason: z.enum(rules).nullable(),
  steps: z.array(z.object({ rule: z.enum(rules), holds: z.boolean(), open: z.boolean() })),
});
export type DecisionShown = z.output<typeof DecisionShown>;

export const accessContract = {
  brokenGlasses: endpoint({
    method: 'GET', path: '/break-glass', summary: 'Who broke the glass: what waits for a review first, then the last that were reviewed',
    permission: 'access.review', patient: 'query', event: 'compliance.glass.list',
  }).input(z.strictObject({})).output(z.object({ glasses: z.array(BrokenGlass) })),

  reviewGlass: endpoint({
    method: 'POST', path: '/break-glass/{glass_id}/review', summary: 'Close the review of a broken glass with its outcome; once, and never one’s own',
    permission: 'access.review', patient: 'found', event: 'compliance.glass.review',
  }).input(z.strictObject({ glass_id: z.uuid(), outcome: z.enum(outcomes), note: z.string().trim().max(2000).nullable().default(null) })).output(BrokenGlass),

  accessPolicy: endpoint({
    method: 'GET', path: '/access/policy', summary: 'How records open: to whom, and for how long behind broken glass',
    permission: 'access.review', patient: 'none', event: 'compliance.policy.read',
  }).input(z.strictObject({})).output(AccessPolicy),

  setAccessPolicy: endpoint({
    method: 'PUT', path: '/access/policy', summary: 'Set whether a clinical record opens only to those who treat the patient, and for how long behind broken glass',
    permission: 'access.review', patient: 'none', event: 'compliance.policy.update',
  }).input(z.strictObject({ ...AccessPolicy.shape, version })).output(AccessPolicy),

  explainDecision: endpoint({
    method: 'GET', path: '/access/decisions/{patient_id}', summary: 'What would be decided if this account asked this of this patient’s record, rule by rule',
    permission: 'access.review', patient: 'input', event: 'compliance.decision.read',
  }).input(z.strictObject({ patient_id: z.uuid(), account_id: z.uuid(), permission: z.string().max(80).regex(/^[a-z_]+(\.[a-z_]+)+$/, 'Is not the name of a permission').default('records.read') })).output(DecisionShown),
};
