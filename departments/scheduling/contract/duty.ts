import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { Duty, Effect, moves, prefer, repeating } from './template.ts';
import { clock, day, instant, line, version } from './text.ts';

export const callLevels = ['first', 'second', 'consultant'] as const;
export type CallLevel = (typeof callLevels)[number];
export const swapStatuses = ['asked', 'agreed', 'approved', 'refused', 'withdrawn'] as const;
export type SwapStatus = (typeof swapStatuses)[number];

/** One calendar in the plan: its duties, and when it is away. Why somebody is away is not told here. */
export const PlanRow = z.object({
  resource_id: z.uuid(), kind: z.string(), name: z.string(), department_id: z.uuid().nullable(), own: z.boolean(),
  duties: z.array(Duty), away: z.array(z.object({ kind: z.enum(['leave', 'holiday', 'block']), start: z.string(), end: z.string() })),
});
export type PlanRow = z.output<typeof PlanRow>;

const shift = {
  resource_id: z.uuid(),
  date: day,
  from_clock: clock,
  /** Not after the beginning: on the next day. */
  to_clock: clock,
  location_id: z.uuid().nullable().default(null),
};
export const Shift = z.strictObject(shift);
export type Shift = z.output<typeof Shift>;

export const OnCall = z.object({
  id: z.uuid(), practitioner_id: z.uuid(), name: z.string(), specialty: z.string(), level: z.enum(callLevels), start: z.string(), end: z.string(),
  /** For this duty, or as the directory has it. */
  reach: z.string().nullable(), now: z.boolean(),
});
export type OnCall = z.output<typeof OnCall>;

export const Swap = z.object({
  id: z.uuid(), duty_id: z.uuid().nullable(), from_resource_id: z.uuid(), from_name: z.string(), start: z.string(), end: z.string(),
  other_duty_id: z.uuid().nullable(), to_resource_id: z.uuid(), to_name: z.string(), other_start: z.string().nullable(), other_end: z.string().nullable(),
  note: z.string().nullable(), status: z.enum(swapStatuses), asked_at: z.string(), asked_by_name: z.string(), answered_by_name: z.string().nullable(), decided_by_name: z.string().nullable(),
  /** What whoever asks may do with it now. */
  may_answer: z.boolean(), may_decide: z.boolean(), may_withdraw: z.boolean(), version: z.int(),
});
export type Swap = z.output<typeof Swap>;

const sees = { permission: 'scheduling.calendar', patient: 'none' } as const;
const manage = { permission: 'scheduling.manage', patient: 'none' } as const;
const swapPath = '/scheduling/swaps/{swap_id}';
const ofSwap = { swap_id: z.uuid(), version };

export const dutyContract = {
  dutyPlan: endpoint({ method: 'GET', path: '/scheduling/duty-plan', summary: 'Who is on duty where, day by day, and who is away', ...sees, event: 'scheduling.duty.plan' })
    .input(z.strictObject({ from: day.optional(), days: z.int().min(1).max(31).default(7), department_id: z.uuid().optional() }))
    .output(z.object({ from: z.string(), zone: z.string(), days: z.array(z.string()), rows: z.array(PlanRow) })),

  /** Nothing is saved. Without a duty it is one more; with `remove` the duty is taken away. */
  previewDuty: endpoint({ method: 'POST', path: '/scheduling/duties/preview', summary: 'Who is booked and would have no session, if this duty were so', ...manage, event: 'scheduling.duty.preview' })
    .input(z.strictObject({ duty_id: z.uuid().nullable().default(null), remove: z.boolean().default(false), ...shift, prefer }))
    .output(Effect),

  /** 409 `scheduling.strands` with `stranded` where appointments would be left without a session. */
  changeDuty: endpoint({ method: 'PUT', path: '/scheduling/duties/{duty_id}', summary: 'Change a duty, move it to another day, or give it to somebody else', ...manage, event: 'scheduling.duty.update' })
    .input(z.strictObject({ duty_id: z.uuid(), version, ...shift, moves }))
    .output(z.object({ duty: Duty, effect: Effect })),

  onCall: endpoint({ method: 'GET', path: '/scheduling/on-call', summary: 'Who is on call, now and later', ...sees, event: 'scheduling.on-call.list' })
    .input(z.strictObject({ from: instant.optional(), until: instant.optional() }))
    .output(z.object({ on_call: z.array(OnCall) })),

  addOnCall: endpoint({ method: 'POST', path: '/scheduling/on-call', summary: 'Put somebody on call, on the days of a rule', ...manage, event: 'scheduling.on-call.create', status: 201 })
    .input(z.strictObject({
      practitioner_id: z.uuid(), specialty: line(120), level: z.enum(callLevels), reach: line(60).nullable().default(null), ...repeating, rule: repeating.rule.default('FREQ=DAILY'), ends_on: day,
    }))
    .output(z.object({ added: z.int() })),

  removeOnCall: endpoint({ method: 'DELETE', path: '/scheduling/on-call/{on_call_id}', summary: 'Take somebody off call', ...manage, event: 'scheduling.on-call.remove' })
    .input(z.strictObject({ on_call_id: z.uuid() }))
    .output(z.object({ removed: z.boolean() })),

  swaps: endpoint({ method: 'GET', path: '/scheduling/swaps', summary: 'Duties that are to change hands: one’s own, or all for who approves them', ...sees, event: 'scheduling.swap.list' })
    .input(z.strictObject({}))
    .output(z.object({ swaps: z.array(Swap) })),

  /** One’s own duty, or for whoever keeps the plan that of anybody. */
  askSwap: endpoint({ method: 'POST', path: '/scheduling/swaps', summary: 'Ask a colleague to take a duty, or to change it for one of theirs', ...sees, event: 'scheduling.swap.ask', status: 201 })
    .input(z.strictObject({ duty_id: z.uuid(), to_resource_id: z.uuid(), other_duty_id: z.uuid().nullable().default(null), note: line(500).nullable().default(null) }))
    .output(Swap),

  answerSwap: endpoint({ method: 'POST', path: `${swapPath}/answer`, summary: 'The colleague agrees, or does not', ...sees, event: 'scheduling.swap.answer' })
    .input(z.strictObject({ ...ofSwap, agree: z.boolean() }))
    .output(Swap),

  withdrawSwap: endpoint({ method: 'POST', path: `${swapPath}/withdraw`, summary: 'Take back what one asked', ...sees, event: 'scheduling.swap.withdraw' })
    .input(z.strictObject(ofSwap))
    .output(Swap),

  /** Nothing is saved. */
  previewSwap: endpoint({ method: 'POST', path: `${swapPath}/preview`, summary: 'Who is booked and would have no session, if the duties changed hands', ...manage, event: 'scheduling.swap.preview' })
    .input(z.strictObject({ swap_id: z.uuid(), prefer }))
    .output(Effect),

  /** By a third: 403 `scheduling.own_swap` for the two whom it concerns. */
  decideSwap: endpoint({ method: 'POST', path: `${swapPath}/decide`, summary: 'Approve a swap, or refuse it', ...manage, event: 'scheduling.swap.decide' })
    .input(z.strictObject({ ...ofSwap, approve: z.boolean(), moves }))
    .output(z.object({ swap: Swap, effect: Effect.nullable() })),
};
