import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { amount, currency, day, line } from './words.ts';

const Line = z.strictObject({
  account_id: z.uuid(),
  /** Whose, on an account that sums a subledger. */
  party_id: z.uuid().nullable().default(null),
  /** Debit above zero, credit below. */
  amount,
  currency,
  cost_centre_id: z.uuid().nullable().default(null),
  practitioner_id: z.uuid().nullable().default(null),
  memo: line(200).nullable().default(null),
});

/** An entry as an accountant writes it. */
export const ManualEntry = z.strictObject({ business_date: day, description: line(200), lines: z.array(Line).min(2).max(500) });
export type ManualEntry = z.output<typeof ManualEntry>;

export const Entry = z.object({
  id: z.uuid(), number: z.string(), business_date: z.string(), kind: z.string(), description: z.string(), source_kind: z.string().nullable(), source_id: z.uuid().nullable(),
  reverses: z.uuid().nullable(), reversed_by: z.uuid().nullable(), posted_at: z.string(), posted_by_name: z.string().nullable(),
  lines: z.array(z.object({
    line: z.int(), account_id: z.uuid(), account_code: z.string(), account_name: z.string(), party_id: z.uuid().nullable(), amount, currency,
    cost_centre_id: z.uuid().nullable(), cost_centre: z.string().nullable(), practitioner_id: z.uuid().nullable(), memo: z.string().nullable(),
  })),
});
export type Entry = z.output<typeof Entry>;

/** What made an entry, from what stands next to it to the visit at its beginning. */
export const Origin = z.object({ kind: z.string(), id: z.uuid(), label: z.string(), patient_id: z.uuid().nullable() });
export type Origin = z.output<typeof Origin>;

/** An entry as it is looked into: with what made it, and the names of its parties. */
export const EntryInWhole = Entry.extend({ origins: z.array(Origin), parties: z.array(z.object({ party_id: z.uuid(), name: z.string() })) });
export type EntryInWhole = z.output<typeof EntryInWhole>;

export const entryContract = {
  entries: endpoint({ method: 'GET', path: '/ledger/entries', summary: 'The journal, newest first', permission: 'ledger.read', patient: 'none', event: 'ledger.entry.list' })
    .input(z.strictObject({
      from: day.optional(), until: day.optional(), kind: z.string().regex(/^[a-z][a-z-]{1,31}$/).optional(), account_id: z.uuid().optional(), source_id: z.uuid().optional(),
      before: z.string().regex(/^\d{1,18}$/, 'Is not the number of an entry').optional(), limit: z.coerce.number().int().min(1).max(200).default(50),
    }))
    .output(z.object({ entries: z.array(Entry), next: z.string().nullable() })),

  entry: endpoint({ method: 'GET', path: '/ledger/entries/{entry_id}', summary: 'An entry with its lines, and what made it', permission: 'ledger.read', patient: 'query', event: 'ledger.entry.read' })
    .input(z.strictObject({ entry_id: z.uuid() }))
    .output(EntryInWhole),

  post: endpoint({ method: 'POST', path: '/ledger/entries', summary: 'Post an entry', permission: 'ledger.post', patient: 'none', event: 'ledger.entry.create', status: 201 })
    .input(ManualEntry)
    .output(Entry),

  reverse: endpoint({ method: 'POST', path: '/ledger/entries/{entry_id}/reversal', summary: 'Take an entry back by its mirror', permission: 'ledger.post', patient: 'none', event: 'ledger.entry.reverse', status: 201 })
    .input(z.strictObject({ entry_id: z.uuid(), business_date: day, reason: line(200) }))
    .output(Entry),
};
