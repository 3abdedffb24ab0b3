import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { printAmount } from '@openward/platform/money';
import type { Entry } from '../contract/entry.ts';
import type { NewPosting } from '../rules/entry.ts';

type Row = Omit<Entry, 'lines'> & { lines: (Omit<Entry['lines'][number], 'amount'> & { amount_minor: string })[] };

const whole = sql<Row>`
  select e.id, e.number::text as number, e.business_date::text as business_date, e.kind, e.description, e.source_kind, e.source_id, e.reverses,
    (select r.id from ledger.entry r where r.reverses = e.id) as reversed_by, to_char(e.posted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as posted_at,
    (select a.display_name from auth.account a where a.id = e.posted_by) as posted_by_name,
    (select jsonb_agg(jsonb_build_object('line', p.line, 'account_id', p.account_id, 'account_code', a.code, 'account_name', a.name, 'party_id', p.party_id, 'amount_minor', p.amount_minor::text,
        'currency', p.currency, 'cost_centre_id', p.cost_centre_id, 'cost_centre', d.name, 'practitioner_id', p.practitioner_id, 'memo', p.memo) order by p.line)
      from ledger.posting p join ledger.account a on a.id = p.account_id left join staff.department d on d.id = p.cost_centre_id where p.entry_id = e.id) as lines
  from ledger.entry e`;

const present = ({ lines, ...entry }: Row): Entry => ({
  ...entry, lines: lines.map(({ amount_minor, ...line }) => ({ ...line, amount: printAmount(BigInt(amount_minor), line.currency) })),
});

export async function readEntry(tx: Tx, id: string): Promise<Entry | undefined> {
  const { rows } = await sql<Row>`${whole} where e.id = ${id}::uuid`.execute(tx);
  return rows[0] === undefined ? undefined : present(rows[0]);
}

export interface EntryWish {
  from: string | null; until: string | null; kind: string | null; account_id: string | null; source_id: string | null;
  /** Only those with smaller numbers. */
  before: string | null;
  limit: number;
}

/** Entries by number, newest first. */
export async function listEntries(tx: Tx, { from, until, kind, account_id, source_id, before, limit }: EntryWish): Promise<Entry[]> {
  const { rows } = await sql<Row>`${whole}
    where (${from}::date is null or e.business_date >= ${from}::date) and (${until}::date is null or e.business_date <= ${until}::date) and (${kind}::text is null or e.kind = ${kind})
      and (${source_id}::uuid is null or e.source_id = ${source_id}::uuid) and (${before}::bigint is null or e.number < ${before}::bigint)
      and (${account_id}::uuid is null or exists (select from ledger.posting p where p.entry_id = e.id and p.account_id = ${account_id}::uuid))
    order by e.number desc limit ${limit}`.execute(tx);
  return rows.map(present);
}

/** What was posted, to be mirrored; empty where there is no such entry. */
export async function readPostings(tx: Tx, entry_id: string): Promise<NewPosting[]> {
  const { rows } = await sql<NewPosting>`
    select account_id, party_id, amount_minor, currency, cost_centre_id, practitioner_id, memo from ledger.posting where entry_id = ${entry_id}::uuid order by line`.execute(tx);
  return rows;
}
