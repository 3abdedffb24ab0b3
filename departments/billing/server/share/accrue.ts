import type { Tx } from '@openward/platform/db';
import { partOf } from '@openward/platform/money';
import { accountsByRole, post, reverseEntry } from '@openward/ledger/api';
import { dueShares, goneShares, insertShares, takeShareBack } from './share.sql.ts';

/** How a charge stands after an invoice or a credit note has settled it. */
interface Standing {
  id: string;
  state: string;
  practitioner_id: string | null;
}

/**
 * What clinicians get of charges as they are billed, after discount, in the transaction that issues the invoice or credit note: accrued as a payable once a charge is invoiced, taken back by
 * reversal once it is not any more. It looks at how the charges stand, so it may be asked twice.
 */
export async function accrueShares(tx: Tx, invoice_id: string, settled: readonly Standing[], business_date: string): Promise<void> {
  const done = settled.filter(({ practitioner_id }) => practitioner_id !== null);
  const of = (invoiced: boolean) => done.filter(({ state }) => (state === 'invoiced') === invoiced).map(({ id }) => id);
  for (const { id, entry_id } of await goneShares(tx, of(false))) {
    await takeShareBack(tx, id, await reverseEntry(tx, { entry_id, business_date, reason: 'The charge was credited' }));
  }
  const due = (await dueShares(tx, invoice_id, of(true))).map((each) => ({ ...each, amount_minor: partOf(each.base_minor, each.percent_bp) })).filter(({ amount_minor }) => amount_minor > 0n);
  if (due.length === 0) return;
  const accounts = await accountsByRole(tx, ['clinician.share.expense', 'payable.clinician']);
  const posted = await post(tx, due.map(({ charge_id, service_name, practitioner_id, cost_centre_id, currency, amount_minor }) => ({
    business_date, kind: 'clinician-share', description: `Clinician’s share, ${service_name}`, source: { kind: 'charge', id: charge_id },
    postings: [
      { account_id: accounts.get('clinician.share.expense'), amount_minor, currency, cost_centre_id, practitioner_id },
      { account_id: accounts.get('payable.clinician'), party_id: practitioner_id, amount_minor: -amount_minor, currency, cost_centre_id, practitioner_id },
    ],
  })));
  await insertShares(tx, due.map((each, at) => ({ ...each, entry_id: posted[at]!.entry_id })));
}
