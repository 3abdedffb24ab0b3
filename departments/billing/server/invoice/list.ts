import { sql } from 'kysely';
import { serve } from '@openward/platform/http';
import { bookToday } from '@openward/ledger/api';
import { records } from '@openward/records/api';
import { billingContract as contract } from '../../contract/index.ts';
import { foundInvoice } from './find.ts';
import { headColumns, headJoins, shownHead } from './invoice.sql.ts';

export const invoice = serve(contract.invoice, ({ invoice_id }, act) => foundInvoice(act, invoice_id));

export const invoices = serve(contract.invoices, async ({ state, patient_id = null, text = null, from = null, until = null, before = null, limit }, act) => {
  const patient_ids = patient_id === null ? null : await records.aliasSet(act.tx, patient_id);
  const owed = state === 'open' || state === 'overdue';
  const { rows } = await sql<Parameters<typeof shownHead>[0]>`
    select ${headColumns} from billing.invoice i ${headJoins}
    where (${before}::uuid is null or i.id < ${before}::uuid) and (${patient_ids === null} or i.patient_id = any (${patient_ids ?? []}::uuid[])
        or exists (select from billing.invoice_line l where l.invoice_id = i.id and l.patient_id = any (${patient_ids ?? []}::uuid[])))
      and (${state} in ('all', 'open', 'overdue') or i.state = ${state}) and (not ${owed} or (i.state = 'issued' and billing.open_of(i.id) > 0))
      and (${state} <> 'overdue' or i.due_date < ${await bookToday(act.tx)}::date) and (${from}::date is null or i.business_date >= ${from}::date) and (${until}::date is null or i.business_date <= ${until}::date)
      and (${text}::text is null or upper(i.label) like '%' || upper(${text}) || '%' or strpos(lower(coalesce(i.debtor_name, dp.display_name, dy.name, '') || ' ' || coalesce(p.display_name, '')), lower(${text})) > 0)
    order by i.id desc limit ${limit + 1}`.execute(act.tx);
  const shown = rows.slice(0, limit).map(shownHead);
  act.audit.shown(shown.flatMap((each) => (each.patient_id === null ? [] : [each.patient_id])));
  return { invoices: shown, next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null };
});
