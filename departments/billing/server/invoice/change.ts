import { sql } from 'kysely';
import { Problem, serve } from '@openward/platform/http';
import { announce } from '@openward/platform/db';
import { records } from '@openward/records/api';
import { billingContract as contract } from '../../contract/index.ts';
import { lockBillable } from './charge.sql.ts';
import { lineOf, printIn } from './draft.ts';
import { foundInvoice, heldDraft } from './find.ts';
import { insertLines } from './invoice.sql.ts';
import { reckon } from './reckon.ts';

export const changeDraft = serve(contract.changeDraft, async ({ invoice_id, version, note, due_date, print_currency, remove_lines = [], add_charges = [] }, act) => {
  const { tx } = act;
  const draft = await heldDraft(act, invoice_id, version);
  if (note !== undefined) await sql`update billing.invoice set note = ${note} where id = ${invoice_id}::uuid`.execute(tx);
  if (due_date !== undefined) await sql`update billing.invoice set due_date = ${due_date}::date where id = ${invoice_id}::uuid`.execute(tx);
  await printIn(act, draft, print_currency);
  const { numAffectedRows } = await sql`delete from billing.invoice_line where invoice_id = ${invoice_id}::uuid and line = any (${remove_lines}::int[])`.execute(tx);
  if (Number(numAffectedRows ?? 0) !== new Set(remove_lines).size) throw new Problem(422, 'billing.line_unknown', 'There is no such line', { field: 'remove_lines' });
  if (add_charges.length > 0) {
    if (draft.patient_id === null) throw new Problem(422, 'billing.of_several', 'Charges are added to the draft of one patient', { field: 'add_charges' });
    const charges = await lockBillable(tx, { patient_ids: await records.aliasSet(tx, draft.patient_id), charge_ids: add_charges });
    if (charges.length !== new Set(add_charges).size || charges.some(({ currency }) => currency !== draft.currency)) {
      throw new Problem(422, 'billing.charge_not_billable', 'One of these charges cannot be billed here', { field: 'add_charges' });
    }
    await insertLines(tx, invoice_id, charges.map((charge) => lineOf(charge, charge.left_minor)));
  }
  await reckon(tx, draft);
  return foundInvoice(act, invoice_id);
});

export const discardDraft = serve(contract.discardDraft, async ({ invoice_id, version }, act) => {
  await heldDraft(act, invoice_id, version);
  await sql`update billing.approval set state = 'withdrawn', decided_at = clock_timestamp(), decided_by = asked_by, decided_by_name = asked_by_name where subject_id = ${invoice_id}::uuid and kind = 'discount' and state = 'waiting'`.execute(act.tx);
  await sql`update billing.invoice set state = 'void-draft', version = version + 1 where id = ${invoice_id}::uuid`.execute(act.tx);
  announce(act.tx, 'billing-invoices');
  return foundInvoice(act, invoice_id);
});
