import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { amount, currency, line } from './words.ts';

const day = z.iso.date('Is not a day, such as 2026-03-21');
const percent = z.string().regex(/^\d{1,3}(\.\d{1,2})?$/, 'Is not a percentage').refine((text) => /[1-9]/.test(text), { message: 'Is more than nothing' });

/** Which part of what is billed for their work a clinician gets. */
export const NewShareRule = z.strictObject({ practitioner_id: z.uuid(), /** Null for all services that have no rule of their own. */ service_id: z.uuid().nullable().default(null), percent, from: day, until: day.nullable().default(null) });
export type NewShareRule = z.output<typeof NewShareRule>;
export const ShareRule = z.object({
  id: z.uuid(), practitioner_id: z.uuid(), practitioner_name: z.string(), service_id: z.uuid().nullable(), service_name: z.string().nullable(), percent: z.string(), from: z.string(), until: z.string().nullable(), version: z.int(),
});
export type ShareRule = z.output<typeof ShareRule>;

/** What was accrued for a clinician and is not taken back, what was paid, and what is owed: below nothing where a charge was credited after its share was paid. */
export const ClinicianShares = z.object({ practitioner_id: z.uuid(), practitioner_name: z.string(), currency, accrued: z.string(), charges: z.int(), paid: z.string(), owed: z.string() });
export type ClinicianShares = z.output<typeof ClinicianShares>;

export const SharePayment = z.strictObject({ practitioner_id: z.uuid(), amount, currency, paid_on: day, from: z.enum(['bank', 'safe']).default('bank'), reference: line(120).nullable().default(null) });
export type SharePayment = z.output<typeof SharePayment>;

export const shareContract = {
  shareRules: endpoint({ method: 'GET', path: '/billing/share-rules', summary: 'Which part of what is billed clinicians get', permission: 'ledger.read', patient: 'none', event: 'billing.share-rule.list' })
    .input(z.strictObject({})).output(z.object({ rules: z.array(ShareRule) })),
  /** 409 `billing.share_for_the_same` where another rule holds for the same. */
  addShareRule: endpoint({ method: 'POST', path: '/billing/share-rules', summary: 'Say which part of what is billed a clinician gets', permission: 'billing.prices', patient: 'none', event: 'billing.share-rule.create', status: 201 })
    .input(NewShareRule).output(ShareRule),
  endShareRule: endpoint({ method: 'POST', path: '/billing/share-rules/{share_rule_id}/end', summary: 'End a rule: `last_day` is the last day on which it holds', permission: 'billing.prices', patient: 'none', event: 'billing.share-rule.end' })
    .input(z.strictObject({ share_rule_id: z.uuid(), version: z.int().min(1).max(2_147_483_647), last_day: day })).output(ShareRule),

  clinicianShares: endpoint({ method: 'GET', path: '/billing/clinician-shares', summary: 'What clinicians are owed of what was billed', permission: 'ledger.read', patient: 'none', event: 'billing.share.list' })
    .input(z.strictObject({})).output(z.object({ /** Where it stands in the books; null before they are begun. */ account_id: z.uuid().nullable(), clinicians: z.array(ClinicianShares) })),
  /** 422 `billing.share_not_owed` where so much is not owed. */
  payShare: endpoint({ method: 'POST', path: '/billing/clinician-shares', summary: 'Note that a clinician was paid', permission: 'ledger.post', patient: 'none', event: 'billing.share.pay', status: 201 })
    .input(SharePayment).output(z.object({ entry_id: z.uuid(), shares: ClinicianShares })),
};
