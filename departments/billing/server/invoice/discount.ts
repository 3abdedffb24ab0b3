import { sql } from 'kysely';
import { Problem, serve, type Act } from '@openward/platform/http';
import { allocate } from '@openward/platform/money';
import { billingContract as contract } from '../../contract/index.ts';
import { askApproval, onApproved, withinLimit } from '../approval/ask.ts';
import { foundInvoice, heldDraft } from './find.ts';
import { readLines, type LockedInvoice } from './invoice.sql.ts';
import { reckon } from './reckon.ts';
import { minorAboveZero } from '../minor.ts';

export const discount = serve(contract.discount, async ({ invoice_id, version, amount, reason }, act) => {
  const draft = await heldDraft(act, invoice_id, version);
  const minor = minorAboveZero(amount, draft.currency, 'amount');
  if (await withinLimit(act, 'discount', minor, draft.currency)) await give(act, draft, minor, reason);
  else {
    await sharesFor(act, draft, minor);
    await askApproval(act, { kind: 'discount', subject_id: invoice_id, patient_id: draft.patient_id, amount_minor: minor, currency: draft.currency, reason, what: { on: 'invoice', reason } });
  }
  return foundInvoice(act, invoice_id);
});

// Leave is asked for discounts on charges too.
onApproved('discount', async (act, { subject_id, amount_minor, what }) => give(act, await heldDraft(act, subject_id), amount_minor, (what as { reason: string }).reason), 'invoice');

async function give(act: Act, draft: LockedInvoice, minor: bigint, reason: string): Promise<void> {
  const given = (await sharesFor(act, draft, minor)).map(({ line, discount_minor }) => ({ line, minor: discount_minor.toString() }));
  await sql`update billing.invoice_line l set discount_minor = g.minor::bigint from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as g(line int, minor text) where l.invoice_id = ${draft.id}::uuid and l.line = g.line`.execute(act.tx);
  await sql`update billing.invoice set reason = ${reason} where id = ${draft.id}::uuid`.execute(act.tx);
  await reckon(act.tx, draft);
}

/** The discount of each line, in the measure of its share. */
async function sharesFor(act: Act, draft: LockedInvoice, minor: bigint): Promise<{ line: number; discount_minor: bigint }[]> {
  const lines = await readLines(act.tx, draft.id);
  if (minor > lines.reduce((sum, { share_minor }) => sum + share_minor, 0n)) throw new Problem(422, 'billing.discount_too_much', 'The discount is more than what is on the draft', { field: 'amount' });
  const parts = allocate(minor, lines.map(({ share_minor }) => share_minor));
  return lines.map(({ line }, at) => ({ line, discount_minor: parts[at]! }));
}
