import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { AccountKind } from '../contract/account.ts';

interface Of { account_id: string; code: string; name: string; kind: AccountKind; currency: string }
export interface TrialSums extends Of { opening: bigint; debit: bigint; credit: bigint; closing: bigint }

/** Each account that ever moved, by code and currency. */
export async function trialBalance(tx: Tx, from: string, until: string): Promise<TrialSums[]> {
  const { rows } = await sql<TrialSums>`
    select a.id as account_id, a.code, a.name, a.kind, b.currency,
      coalesce(sum(b.debit_minor - b.credit_minor) filter (where b.business_date < ${from}::date), 0)::bigint as opening,
      coalesce(sum(b.debit_minor) filter (where b.business_date >= ${from}::date), 0)::bigint as debit,
      coalesce(sum(b.credit_minor) filter (where b.business_date >= ${from}::date), 0)::bigint as credit,
      coalesce(sum(b.debit_minor - b.credit_minor), 0)::bigint as closing
    from ledger.balance b join ledger.account a on a.id = b.account_id where b.business_date <= ${until}::date
    group by a.id, b.currency order by b.currency, a.code collate "C"`.execute(tx);
  return rows;
}

export interface Sum extends Of { sum: bigint }

/** Debits less credits of accounts of some kinds in some days; `from` null is since ever. */
export async function sumsOf(tx: Tx, kinds: readonly AccountKind[], from: string | null, until: string): Promise<Sum[]> {
  const { rows } = await sql<Sum>`
    select a.id as account_id, a.code, a.name, a.kind, b.currency, sum(b.debit_minor - b.credit_minor)::bigint as sum
    from ledger.balance b join ledger.account a on a.id = b.account_id
    where a.kind = any (${kinds}::text[]) and b.business_date <= ${until}::date and (${from}::date is null or b.business_date >= ${from}::date)
    group by a.id, b.currency order by b.currency, a.code collate "C"`.execute(tx);
  return rows;
}

/** The same of one cost centre or of what one clinician did, by its postings. */
export async function sumsOfPart(tx: Tx, { cost_centre_id, practitioner_id }: { cost_centre_id: string | null; practitioner_id: string | null }, from: string, until: string): Promise<Sum[]> {
  const { rows } = await sql<Sum>`
    select a.id as account_id, a.code, a.name, a.kind, p.currency, sum(p.amount_minor)::bigint as sum
    from ledger.posting p join ledger.account a on a.id = p.account_id
    where a.kind in ('income', 'expense') and (${cost_centre_id}::uuid is null or p.cost_centre_id = ${cost_centre_id}::uuid)
      and (${practitioner_id}::uuid is null or p.practitioner_id = ${practitioner_id}::uuid) and p.business_date between ${from}::date and ${until}::date
    group by a.id, p.currency order by p.currency, a.code collate "C"`.execute(tx);
  return rows;
}

export interface PartSums { id: string | null; name: string | null; currency: string; income: bigint; expense: bigint; result: bigint }

/** Income and expenses by cost centre, or by who did the work; the greatest result first. */
export async function sumsBy(tx: Tx, by: 'cost_centre' | 'practitioner', from: string, until: string): Promise<PartSums[]> {
  const [key, named] = by === 'cost_centre'
    ? [sql`p.cost_centre_id`, sql`(select d.name from staff.department d where d.id = m.id)`] : [sql`p.practitioner_id`, sql`(select w.display_name from staff.practitioner w where w.id = m.id)`];
  const { rows } = await sql<PartSums>`
    with m as (
      select ${key} as id, p.currency, coalesce(-sum(p.amount_minor) filter (where a.kind = 'income'), 0)::bigint as income, coalesce(sum(p.amount_minor) filter (where a.kind = 'expense'), 0)::bigint as expense, (-sum(p.amount_minor))::bigint as result
      from ledger.posting p join ledger.account a on a.id = p.account_id where a.kind in ('income', 'expense') and p.business_date between ${from}::date and ${until}::date group by 1, 2
    )
    select m.id, ${named} as name, m.currency, m.income, m.expense, m.result from m order by m.currency, m.result desc, m.id`.execute(tx);
  return rows;
}

export interface Aged { party_id: string; currency: string; total: bigint; bands: string[]; oldest: string | null }

/**
 * What each party owes, or is owed, at the end of a day, by age: up to 30, 60, 90, 120 days, and older. What goes against the
 * balance pays the oldest first.
 */
export async function ageing(tx: Tx, account_id: string, on: string): Promise<Aged[]> {
  const { rows } = await sql<Aged>`
    with moved as (
      select party_id, currency, business_date, amount_minor, sum(amount_minor) over (partition by party_id, currency) as total
      from ledger.posting where account_id = ${account_id}::uuid and business_date <= ${on}::date
    ), raised as (
      -- What made the balance, newest first: the newest of it up to the balance is what stands open.
      select party_id, currency, business_date, total, abs(amount_minor) as amount,
        sum(abs(amount_minor)) over (partition by party_id, currency order by business_date desc, abs(amount_minor) rows between unbounded preceding and current row) as so_far
      from moved where total <> 0 and sign(amount_minor) = sign(total)
    ), open as (
      select party_id, currency, business_date, total, greatest(0, least(amount, abs(total) - (so_far - amount))) * sign(total) as open, ${on}::date - business_date as days from raised
    )
    select party_id, currency, total::bigint as total, min(business_date) filter (where open <> 0)::text as oldest,
      array[coalesce(sum(open) filter (where days <= 30), 0)::bigint::text, coalesce(sum(open) filter (where days between 31 and 60), 0)::bigint::text,
        coalesce(sum(open) filter (where days between 61 and 90), 0)::bigint::text, coalesce(sum(open) filter (where days between 91 and 120), 0)::bigint::text,
        coalesce(sum(open) filter (where days > 120), 0)::bigint::text] as bands
    from open group by party_id, currency, total order by currency, abs(total) desc, party_id`.execute(tx);
  return rows;
}
