import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { day, line, version } from './words.ts';

export const Reopening = z.object({
  id: z.uuid(), period_id: z.uuid(), period_name: z.string(), reason: z.string(), asked_at: z.string(), asked_by: z.uuid(), asked_by_name: z.string(),
  decided_at: z.string().nullable(), decided_by_name: z.string().nullable(), approved: z.boolean().nullable(),
});
export type Reopening = z.output<typeof Reopening>;

export const Period = z.object({ id: z.uuid(), name: z.string(), first_day: z.string(), last_day: z.string(), state: z.enum(['open', 'closed']), version: z.int(), reopening: Reopening.nullable() });
export type Period = z.output<typeof Period>;

const one = { period_id: z.uuid() };

export const periodContract = {
  periods: endpoint({ method: 'GET', path: '/ledger/periods', summary: 'Periods, newest first, and what was asked of them', permission: 'ledger.read', patient: 'none', event: 'none' })
    .input(z.strictObject({}))
    .output(z.object({ periods: z.array(Period) })),

  /** Months that are there already stay as they are. */
  addPeriods: endpoint({ method: 'POST', path: '/ledger/periods', summary: 'Add twelve months from a day', permission: 'ledger.manage', patient: 'none', event: 'ledger.period.create', status: 201 })
    .input(z.strictObject({ first_day: day.refine((text) => text.endsWith('-01'), { message: 'A period begins on the first of a month' }) }))
    .output(z.object({ periods: z.array(Period) })),

  /** 409 `ledger.earlier_open` while an earlier period is open; 409 `ledger.faults` where stored and posted differ. */
  closePeriod: endpoint({ method: 'POST', path: '/ledger/periods/{period_id}/close', summary: 'Close a period', permission: 'ledger.close', patient: 'none', event: 'ledger.period.close' })
    .input(z.strictObject({ ...one, version }))
    .output(Period),

  askReopening: endpoint({ method: 'POST', path: '/ledger/periods/{period_id}/reopenings', summary: 'Ask to reopen a closed period', permission: 'ledger.close', patient: 'none', event: 'ledger.reopening.ask', status: 201 })
    .input(z.strictObject({ ...one, reason: line(500) }))
    .output(Period),

  decideReopening: endpoint({
    method: 'POST', path: '/ledger/reopenings/{reopening_id}/decision', summary: 'Grant or refuse that a period is reopened; somebody else than who asked', permission: 'ledger.approve', patient: 'none', event: 'ledger.reopening.decide',
  })
    .input(z.strictObject({ reopening_id: z.uuid(), approved: z.boolean() }))
    .output(Period),
};
