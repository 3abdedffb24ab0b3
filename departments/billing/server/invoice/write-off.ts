import { sql } from 'kysely';
import { Problem, serve, type Act } from '@openward/platform/http';
import { announce } from '@openward/platform/db';
import { printAmount } from '@openward/platform/money';
import { accountsByRole, bookToday, post } from '@openward/ledger/api';
import { billingContract as contract } from '../../contract/index.ts';
import { askApproval, onApproved, withinLimit } from '../approval/ask.ts';
import { foundInvoice, heldInvoice } from './find.ts';
import type { LockedInvoice } from './invoice.sql.ts';
import { projectInvoice } from './project.ts';
import { minorAboveZero } from '../minor.ts';

interface Wish {
  kind: 'bad-debt' | 'charity' | 'small-balance';
  reason: string;
}

export const writeOff = serve(contract.writeOff, async ({ invoice_id, kind, amount, reason }, act) => {
  const invoice = await heldInvoice(act, invoice_id);
  const minor = minorAboveZero(amount, invoice.currency, 'amount');
  refuseMore(invoice, minor);
  if (await withinLimit(act, 'write-off', minor, invoice.currency)) await write(act, invoice, minor, { kind, reason }, null);
  else await askApproval(act, { kind: 'write-off', subject_id: invoice_id, patient_id: invoice.patient_id, amount_minor: minor, currency: invoice.currency, reason, what: { kind, reason } });
  return foundInvoice(act, invoice_id);
});

onApproved('write-off', async (act, { id, subject_id, amount_minor, what }) => {
  const invoice = await heldInvoice(act, subject_id);
  // Paid meanwhile: what was granted is refused, and stays asked for.
  refuseMore(invoice, amount_minor);
  await write(act, invoice, amount_minor, what as Wish, id);
});

function refuseMore(invoice: LockedInvoice, minor: bigint): void {
  if (invoice.open_minor === null || invoice.state !== 'issued') throw new Problem(409, 'billing.nothing_open', 'Nothing is owed by this', { field: 'invoice_id' });
  const open = BigInt(invoice.open_minor);
  if (minor > open) throw new Problem(422, 'billing.more_than_open', `${printAmount(open > 0n ? open : 0n, invoice.currency)} ${invoice.currency} are open`, { field: 'amount' });
}

async function write(act: Act, invoice: LockedInvoice, minor: bigint, { kind, reason }: Wish, approval_id: string | null): Promise<void> {
  const { tx } = act;
  const business_date = await bookToday(tx);
  const receivable = invoice.debtor_kind === 'patient' ? 'receivable.patient' : 'receivable.payer';
  const loss = kind === 'charity' ? 'charity' : 'write-off';
  const accounts = await accountsByRole(tx, [receivable, loss]);
  const { currency } = invoice;
  const [entry] = await post(tx, [{
    business_date, kind: 'write-off', description: 'Write-off', source: { kind: 'invoice', id: invoice.id },
    postings: [{ account_id: accounts.get(loss), amount_minor: minor, currency }, { account_id: accounts.get(receivable), party_id: invoice.debtor_id, amount_minor: -minor, currency }],
  }]);
  await sql`insert into billing.write_off (invoice_id, kind, amount_minor, reason, business_date, entry_id, approval_id, by_name)
    values (${invoice.id}::uuid, ${kind}, ${minor.toString()}::bigint, ${reason}, ${business_date}::date, ${entry!.entry_id}::uuid, ${approval_id}::uuid, ${act.actor.display_name})`.execute(tx);
  if (BigInt(invoice.open_minor ?? 0) === minor) await projectInvoice(act, invoice.id);
  announce(tx, 'billing-invoices');
}
