import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { Stop } from './queue.ts';
import { line, version } from './text.ts';

/** Who pays: `self` where nobody else does. */
export const payerKinds = ['self', 'insurer', 'government', 'employer', 'charity', 'other'] as const;
export type PayerKind = (typeof payerKinds)[number];

/** What is paid before it is given. Null means any; an emergency cannot be named, for it is never paid first. */
export const PayRule = z.object({
  id: z.uuid(),
  service_point_id: z.uuid().nullable(),
  visit_class: z.enum(['outpatient', 'inpatient', 'home', 'tele']).nullable(),
  visit_type_id: z.uuid().nullable(),
  payer: z.enum(payerKinds).nullable(),
  must_pay: z.boolean(),
  version: z.int(),
});
export type PayRule = z.output<typeof PayRule>;

export const NewPayRule = z.strictObject({
  service_point_id: z.uuid().nullable().default(null),
  visit_class: z.enum(['outpatient', 'inpatient', 'home', 'tele']).nullable().default(null),
  visit_type_id: z.uuid().nullable().default(null),
  payer: z.enum(payerKinds).nullable().default(null),
  must_pay: z.boolean(),
});

const manage = { permission: 'visits.queue_manage', patient: 'none' } as const;

export const payFirstContract = {
  payRules: endpoint({ method: 'GET', path: '/queue/pay-rules', summary: 'What is paid before it is given', permission: 'places.read', patient: 'none', event: 'none' })
    .input(z.strictObject({}))
    .output(z.object({ rules: z.array(PayRule) })),

  addPayRule: endpoint({ method: 'POST', path: '/queue/pay-rules', summary: 'Have something paid before it is given, or not', ...manage, event: 'visits.pay-rule.create', status: 201 })
    .input(NewPayRule)
    .output(PayRule),

  removePayRule: endpoint({ method: 'DELETE', path: '/queue/pay-rules/{pay_rule_id}', summary: 'Take a paying rule away', ...manage, event: 'visits.pay-rule.remove' })
    .input(z.strictObject({ pay_rule_id: z.uuid() }))
    .output(z.object({ removed: z.boolean() })),

  /** Whoever says so is named, with the time. A waiver needs its reason. */
  settle: endpoint({ method: 'POST', path: '/queue/stops/{stop_id}/settle', summary: 'Say that it is paid, or need not be paid first', permission: 'visits.settle', patient: 'found', event: 'visits.settlement.record' })
    .input(z.strictObject({ stop_id: z.uuid(), version, how: z.enum(['paid', 'waived']), note: line(200).nullable().default(null) })
      .refine(({ how, note }) => how === 'paid' || note !== null, { message: 'Needs the reason', path: ['note'] }))
    .output(Stop),
};
