import { sql } from 'kysely';
import { Problem, serve } from '@openward/platform/http';
import { printAmount } from '@openward/platform/money';
import { billingContract as contract } from '../../contract/index.ts';
import { foundInvoice, heldDraft } from './find.ts';
import { insertInvoice, insertLines, readLines } from './invoice.sql.ts';
import { reckon } from './reckon.ts';
import { minorAboveZero } from '../minor.ts';

/** Takes a charge off all drafts that have a part of it, and puts the new parts on drafts of those who shall pay them. */
export const splitCharge = serve(contract.splitCharge, async ({ invoice_id, line, version, reason, parts }, act) => {
  const { tx } = act;
  const draft = await heldDraft(act, invoice_id, version);
  const old = (await readLines(tx, invoice_id)).find((each) => each.line === line);
  if (old === undefined || old.charge_id === null) throw new Problem(422, 'billing.line_unknown', 'There is no such line', { field: 'line' });
  if (new Set(parts.map(({ debtor_kind, debtor_id }) => `${debtor_kind} ${debtor_id}`)).size !== parts.length) throw new Problem(422, 'billing.debtor_twice', 'A debtor is named once', { field: 'parts' });
  const { rows: drafts } = await sql<{ id: string; debtor_kind: string; debtor_id: string }>`
    select i.id, i.debtor_kind, i.debtor_id from billing.invoice i where i.state = 'draft' and i.currency = ${draft.currency} and i.patient_id is not distinct from ${draft.patient_id}::uuid
      and i.visit_id is not distinct from ${draft.visit_id}::uuid and i.account_id is not distinct from ${draft.account_id}::uuid order by i.id for no key update`.execute(tx);
  const { rows: taken } = await sql<{ invoice_id: string; minor: string }>`
    delete from billing.invoice_line where charge_id = ${old.charge_id}::uuid and invoice_id = any (${drafts.map(({ id }) => id)}::uuid[]) returning invoice_id, share_minor::text as minor`.execute(tx);
  const whole = taken.reduce((sum, { minor }) => sum + BigInt(minor), 0n);
  const shares = parts.map(({ amount }, at) => minorAboveZero(amount, draft.currency, `parts.${at}.amount`));
  const sum = shares.reduce((all, each) => all + each, 0n);
  if (sum !== whole) throw new Problem(422, 'billing.split_does_not_sum', `The parts sum to ${printAmount(sum, draft.currency)}, the charge to ${printAmount(whole, draft.currency)} ${draft.currency}`, { field: 'parts' });
  const touched = new Set(taken.map((each) => each.invoice_id));
  for (const [at, { debtor_kind, debtor_id }] of parts.entries()) {
    const there = drafts.find((each) => each.debtor_kind === debtor_kind && each.debtor_id === debtor_id)?.id;
    const id = there ?? (await insertInvoice(tx, { kind: draft.kind, debtor_kind, debtor_id, patient_id: draft.patient_id, visit_id: draft.visit_id, account_id: draft.account_id, currency: draft.currency, reason }));
    await insertLines(tx, id, [{ ...old, share_minor: shares[at]!, discount_minor: 0n, tax_minor: 0n }]);
    touched.add(id);
  }
  const shown = [];
  for (const id of touched) {
    await sql`update billing.invoice set reason = ${reason} where id = ${id}::uuid`.execute(tx);
    await reckon(tx, { id, currency: draft.currency });
    shown.push(await foundInvoice(act, id));
  }
  return { invoices: shown };
});
