import { sql } from 'kysely';
import { Problem, serve, type Act } from '@openward/platform/http';
import { printAmount } from '@openward/platform/money';
import { bookToday } from '@openward/ledger/api';
import { billingContract as contract, type Receivable } from '../../contract/index.ts';
import { heldInvoice } from '../invoice/find.ts';
import { headColumns, headJoins, shownHead } from '../invoice/invoice.sql.ts';
import { sendReminder } from './reminder.ts';
import { minorAboveZero } from '../minor.ts';

type Row = Parameters<typeof shownHead>[0] & Omit<Receivable, 'promised' | 'reminded_at'> & { promised_minor: string | null; reminded_at: Date | null };

async function list(act: Act, asked: { id?: string; debtor?: string; show?: string; limit?: number }): Promise<Receivable[]> {
  const { id = null, debtor = 'all', show = 'all', limit = 1 } = asked;
  const today = await bookToday(act.tx);
  const { rows } = await sql<Row>`
    select ${headColumns}, greatest(0, ${today}::date - i.due_date) as days_overdue, f.owner_id, f.owner_name, f.promised_on::text as promised_on, f.promised_minor::text as promised_minor, f.quiet_until::text as quiet_until,
      f.note as follow_up_note, coalesce(f.version, 0) as follow_up_version, (select count(*)::int from billing.reminder r where r.invoice_id = i.id) as reminders,
      (select max(r.at) from billing.reminder r where r.invoice_id = i.id) as reminded_at
    from billing.invoice i ${headJoins} left join billing.follow_up f on f.invoice_id = i.id
    where i.state = 'issued' and i.kind in ('invoice', 'interim', 'final') and (${id}::uuid is null or i.id = ${id}::uuid) and (${id !== null} or billing.open_of(i.id) > 0) and (${debtor} = 'all' or i.debtor_kind = ${debtor})
      and (${show} <> 'overdue' or i.due_date < ${today}::date) and (${show} <> 'promised' or f.promised_on is not null) and (${show} <> 'mine' or f.owner_id = platform.actor_id())
    order by i.due_date, i.id limit ${limit}`.execute(act.tx);
  return rows.map(({ promised_minor, reminded_at, ...row }) => ({
    ...shownHead(row), promised: promised_minor === null ? null : printAmount(BigInt(promised_minor), row.currency), reminded_at: reminded_at?.toISOString() ?? null,
  }));
}

export const receivables = serve(contract.receivables, async ({ debtor, show, limit }, act) => {
  const found = await list(act, { debtor, show, limit });
  act.audit.shown(found.flatMap(({ patient_id }) => (patient_id === null ? [] : [patient_id])));
  const today = await bookToday(act.tx);
  const { rows } = await sql<{ currency: string; bands: string[] }>`
    with open as (
      select i.currency, ${today}::date - i.due_date as days, billing.open_of(i.id) as minor from billing.invoice i
      where i.state = 'issued' and i.kind in ('invoice', 'interim', 'final') and (${debtor} = 'all' or i.debtor_kind = ${debtor})
    )
    select currency, array[coalesce(sum(minor) filter (where days <= 0), 0)::text, coalesce(sum(minor) filter (where days between 1 and 30), 0)::text, coalesce(sum(minor) filter (where days between 31 and 60), 0)::text,
      coalesce(sum(minor) filter (where days between 61 and 90), 0)::text, coalesce(sum(minor) filter (where days > 90), 0)::text] as bands from open where minor > 0 group by currency order by currency`.execute(act.tx);
  const bands = rows.map(({ currency, bands: given }) => {
    const [not_due, to_30, to_60, to_90, over_90] = given.map((minor) => printAmount(BigInt(minor), currency)) as [string, string, string, string, string];
    return { currency, not_due, to_30, to_60, to_90, over_90 };
  });
  return { receivables: found, bands };
});

export const followUp = serve(contract.followUp, async ({ invoice_id, version, mine, promised_on, promised, quiet_until, note }, act) => {
  const invoice = await heldInvoice(act, invoice_id);
  if (invoice.state !== 'issued' || invoice.open_minor === null) throw new Problem(409, 'billing.nothing_open', 'Nothing is owed by this', { field: 'invoice_id' });
  if ((promised_on === null) !== (promised === null)) throw new Problem(422, 'billing.promise_half', 'A promise has a day and an amount', { field: promised_on === null ? 'promised_on' : 'promised' });
  const minor = promised === null ? null : minorAboveZero(promised, invoice.currency, 'promised').toString();
  const { numAffectedRows } = await sql`
    insert into billing.follow_up as f (invoice_id, owner_id, owner_name, promised_on, promised_minor, quiet_until, note)
    values (${invoice_id}::uuid, ${mine ? act.actor.account_id : null}::uuid, ${mine ? act.actor.display_name : null}, ${promised_on}::date, ${minor}::bigint, ${quiet_until}::date, ${note})
    on conflict (invoice_id) do update set owner_id = excluded.owner_id, owner_name = excluded.owner_name, promised_on = excluded.promised_on, promised_minor = excluded.promised_minor, quiet_until = excluded.quiet_until,
      note = excluded.note, version = f.version + 1 where f.version = ${version}`.execute(act.tx);
  const [now] = await list(act, { id: invoice_id });
  if (numAffectedRows !== 1n) throw new Problem(409, 'conflict.version', 'Somebody has changed this meanwhile', { field: 'version', current: now });
  return now!;
});

export const remind = serve(contract.remind, async ({ invoice_id }, act) => {
  const invoice = await heldInvoice(act, invoice_id);
  const today = await bookToday(act.tx);
  if (invoice.state !== 'issued' || BigInt(invoice.open_minor ?? 0) <= 0n) throw new Problem(409, 'billing.nothing_open', 'Nothing is owed by this', { field: 'invoice_id' });
  if (invoice.due_date === null || invoice.due_date >= today) throw new Problem(409, 'billing.not_due', 'This invoice is not overdue', { field: 'invoice_id' });
  if (invoice.debtor_kind !== 'patient') throw new Problem(409, 'billing.payer_is_not_reminded', 'Payers are reminded by their statement', { field: 'invoice_id' });
  if (!(await sendReminder(act.tx, { invoice_id, patient_id: invoice.debtor_id, open_minor: invoice.open_minor ?? '0' }))) throw new Problem(409, 'billing.reminded_enough', 'All reminders of this invoice were sent', { field: 'invoice_id' });
  return (await list(act, { id: invoice_id }))[0]!;
});
