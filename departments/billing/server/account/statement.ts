import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { badInput, serve, type Act } from '@openward/platform/http';
import { currencies, printAmount } from '@openward/platform/money';
import { accountsByRole, bookCurrency, bookToday } from '@openward/ledger/api';
import { records, seeRecord } from '@openward/records/api';
import { billingContract as contract, type AccountMovement, type Statement } from '../../contract/index.ts';

export const statement = serve(contract.statement, (input, act) => statementOf(act, input));

interface Moved extends Pick<AccountMovement, 'entry_id' | 'number' | 'date' | 'kind' | 'description' | 'source_kind' | 'source_id' | 'reverses'> {
  minor: string;
  unbilled_minor: string;
  /** What it came from; of a reversal what the other came from. */
  from_kind: string | null;
  from_id: string | null;
}

/** What a movement came from, as the account tells it. */
interface FromWhat {
  id: string;
  invoice_id: string | null;
  visit_id: string | null;
  label: string | null;
  description: string | null;
}

/** The invoices and charges that movements came from, by their keys: asked by themselves, since a join would look at each of all that there are. */
async function originsOf(tx: Tx, rows: readonly Moved[], patient_ids: readonly string[]): Promise<Map<string, FromWhat>> {
  const of = (kind: string) => [...new Set(rows.flatMap(({ from_kind, from_id }) => (from_kind === kind && from_id !== null ? [from_id] : [])))];
  const invoices = await sql<FromWhat>`
    select i.id, i.id as invoice_id, i.visit_id, i.label, (select string_agg(distinct l.description, ', ') from billing.invoice_line l where l.invoice_id = i.id) as description
    from billing.invoice i where i.id = any (${of('invoice')}::uuid[])`.execute(tx);
  const charges = await sql<FromWhat>`
    select c.id, null::uuid as invoice_id, c.visit_id, null as label, null as description from billing.charge c where c.patient_id = any (${[...patient_ids]}::uuid[]) and c.visit_id is not null`.execute(tx);
  return new Map([...charges.rows, ...invoices.rows].map((row) => [row.id, row]));
}

/**
 * The account of a patient as the book has it, under whichever of their records it was posted: what they owe by invoices less what they have paid,
 * and beside it what was done and is not yet invoiced. Every figure is a sum of postings.
 */
export async function statementOf(act: Act, { patient_id, from = null, until, currency }: { patient_id: string; from?: string | null | undefined; until?: string | undefined; currency?: string | undefined }): Promise<Statement> {
  const { tx } = act;
  await seeRecord(act, patient_id);
  if (currency !== undefined && !currencies.has(currency)) throw badInput('currency', 'amount.currency', 'Is not a currency in use');
  const patient_ids = await records.aliasSet(tx, patient_id);
  const last = until ?? (await bookToday(tx));
  const own = currency ?? (await bookCurrency(tx)) ?? 'EUR';
  const accounts = await accountsByRole(tx, ['receivable.patient', 'deposit.patient', 'credit.patient', 'unbilled.receivable']);
  const [receivable, unbilled, credits] = [accounts.get('receivable.patient'), accounts.get('unbilled.receivable'), [accounts.get('deposit.patient'), accounts.get('credit.patient')]];
  const all = [receivable, unbilled, ...credits];
  const { rows: sums } = await sql<{ currency: string; owed: string; credit: string; unbilled: string; opening: string; unbilled_opening: string }>`
    select currency, coalesce(sum(amount_minor) filter (where account_id = ${receivable}::uuid), 0)::text as owed, coalesce(-sum(amount_minor) filter (where account_id = any (${credits}::uuid[])), 0)::text as credit,
      coalesce(sum(amount_minor) filter (where account_id = ${unbilled}::uuid), 0)::text as unbilled,
      coalesce(sum(amount_minor) filter (where account_id <> ${unbilled}::uuid and business_date < ${from}::date), 0)::text as opening,
      coalesce(sum(amount_minor) filter (where account_id = ${unbilled}::uuid and business_date < ${from}::date), 0)::text as unbilled_opening
    from ledger.posting where party_id = any (${patient_ids}::uuid[]) and account_id = any (${all}::uuid[]) and business_date <= ${last}::date group by currency order by currency`.execute(tx);
  const { rows } = await sql<Moved>`
    with moved as (
      select entry_id, coalesce(sum(amount_minor) filter (where account_id <> ${unbilled}::uuid), 0) as minor, coalesce(sum(amount_minor) filter (where account_id = ${unbilled}::uuid), 0) as unbilled_minor
      from ledger.posting where party_id = any (${patient_ids}::uuid[]) and account_id = any (${all}::uuid[]) and currency = ${own} and business_date <= ${last}::date and (${from}::date is null or business_date >= ${from}::date) group by entry_id
    )
    select e.id as entry_id, e.number::text as number, e.business_date::text as date, e.kind, e.source_kind, e.source_id, e.reverses is not null as reverses, e.description, m.minor::text as minor, m.unbilled_minor::text as unbilled_minor,
      coalesce(e.source_kind, o.source_kind) as from_kind, coalesce(e.source_id, o.source_id) as from_id
    from moved m join ledger.entry e on e.id = m.entry_id left join ledger.entry o on o.id = e.reverses
    where m.minor <> 0 or m.unbilled_minor <> 0 order by e.business_date, e.number`.execute(tx);
  const origins = await originsOf(tx, rows, patient_ids);
  const print = (minor: bigint) => printAmount(minor, own);
  const sum = sums.find((each) => each.currency === own);
  const figure = (what: 'owed' | 'credit' | 'unbilled' | 'opening' | 'unbilled_opening') => BigInt(sum?.[what] ?? 0);
  let [balance, waiting] = [figure('opening'), figure('unbilled_opening')];
  const movements = rows.map(({ minor, unbilled_minor, from_kind: _kind, from_id, ...row }): AccountMovement => {
    const origin = origins.get(from_id ?? '');
    balance += BigInt(minor);
    waiting += BigInt(unbilled_minor);
    return { ...row, description: origin?.description ?? row.description, label: origin?.label ?? null, invoice_id: origin?.invoice_id ?? null, visit_id: origin?.visit_id ?? null, amount: print(BigInt(minor)), unbilled: print(BigInt(unbilled_minor)), balance: print(balance), unbilled_balance: print(waiting) };
  });
  return {
    patient_id, currency: own, from, until: last, opening: print(figure('opening')), unbilled_opening: print(figure('unbilled_opening')), owed: print(figure('owed')), credit: print(figure('credit')),
    unbilled: print(figure('unbilled')), balance: print(figure('owed') - figure('credit')), movements, currencies: sums.map((each) => each.currency),
  };
}
