import { sql } from 'kysely';
import { Problem, serve, type Act } from '@openward/platform/http';
import { records, seeRecord } from '@openward/records/api';
import { billingContract as contract, type Invoice } from '../../contract/index.ts';
import { splitCharges, type Share } from '../../rules/invoice/split.ts';
import { heldOf, lockBillable, type Billable } from './charge.sql.ts';
import { insertInvoice, insertLines, readInvoice, type NewInvoice } from './invoice.sql.ts';
import { rateOfToday } from './rate.ts';
import { reckon } from './reckon.ts';
import { coversOf, rulesOf } from './split-rule.sql.ts';

export const draftInvoices = serve(contract.draftInvoices, async ({ patient_id, kind, visit_id = null, charge_ids = null, print_currency }, act) => {
  await seeRecord(act, patient_id);
  if (kind !== 'invoice' && visit_id === null) throw new Problem(422, 'billing.visit_needed', 'An interim or final bill is of a visit', { field: 'visit_id' });
  const patient_ids = await records.aliasSet(act.tx, patient_id);
  const charges = await lockBillable(act.tx, { patient_ids, visit_id, charge_ids });
  if (kind === 'final' && visit_id !== null && (await heldOf(act.tx, visit_id)) > 0) throw new Problem(409, 'billing.charges_held', 'Charges of this visit are held: release or void them first', { field: 'visit_id' });
  if (charges.length === 0) throw nothing('patient_id');
  const drafts = await draftsOf(act, charges, { patient_ids, make: (payer_id) => ({ kind, ...(payer_id === null ? { debtor_kind: 'patient', debtor_id: patient_id } : { debtor_kind: 'payer', debtor_id: payer_id }), patient_id, visit_id, account_id: null }), print_currency });
  act.audit.detail({ invoices: drafts.map(({ id }) => id) });
  return { invoices: drafts };
});

export const draftAccountInvoice = serve(contract.draftAccountInvoice, async ({ account_id, print_currency }, act) => {
  const { rows } = await sql<{ debtor_kind: 'patient' | 'payer'; debtor_id: string; members: string[] }>`
    select a.debtor_kind, a.debtor_id, array(select m.patient_id from billing.account_member m where m.account_id = a.id order by m.patient_id) as members from billing.account a where a.id = ${account_id}::uuid and a.active`.execute(act.tx);
  const [account] = rows;
  if (account === undefined) throw new Problem(404, 'billing.account_unknown', 'There is no such account in use', { field: 'account_id' });
  const drafts: Invoice[] = [];
  const own: { charges: Billable[]; shares: Share[] }[] = [];
  for (const member of account.members) {
    await seeRecord(act, member);
    act.audit.patient(member);
    const patient_ids = await records.aliasSet(act.tx, member);
    const charges = await lockBillable(act.tx, { patient_ids });
    // What insurers pay is billed to them, for each patient; what is left the account pays together.
    const shares = await sharesOf(act, charges, patient_ids);
    const insured = shares.filter(({ payer_id }) => payer_id !== null && payer_id !== account.debtor_id);
    drafts.push(...(await writeDrafts(act, charges, insured, (payer_id) => ({ kind: 'invoice', debtor_kind: 'payer', debtor_id: payer_id ?? '', patient_id: member, visit_id: null, account_id: null }), print_currency)));
    own.push({ charges, shares: shares.filter((share) => !insured.includes(share)).map((share) => ({ ...share, payer_id: null })) });
  }
  const make = () => ({ kind: 'invoice' as const, debtor_kind: account.debtor_kind, debtor_id: account.debtor_id, patient_id: account.debtor_kind === 'patient' ? account.debtor_id : null, visit_id: null, account_id });
  drafts.push(...(await writeDrafts(act, own.flatMap(({ charges }) => charges), own.flatMap(({ shares }) => shares), make, print_currency)));
  if (drafts.length === 0) throw nothing('account_id');
  return { invoices: drafts };
});

const nothing = (field: string) => new Problem(409, 'billing.nothing_billable', 'There is nothing that could be billed', { field });

type Make = (payer_id: string | null) => Omit<NewInvoice, 'currency'>;

/** Drafts of these charges, one for each who pays. */
export async function draftsOf(act: Pick<Act, 'tx'>, charges: readonly Billable[], { patient_ids, make, print_currency }: { patient_ids: readonly string[]; make: Make; print_currency: string | undefined }): Promise<Invoice[]> {
  return writeDrafts(act, charges, await sharesOf(act, charges, patient_ids), make, print_currency);
}

/** Who pays which part of these charges, by the covers of the patient and the rules of their payers. */
export async function sharesOf(act: Pick<Act, 'tx'>, charges: readonly Billable[], patient_ids: readonly string[]): Promise<Share[]> {
  const covers = await coversOf(act.tx, patient_ids);
  const shares: Share[] = [];
  for (const currency of new Set(charges.map((charge) => charge.currency))) {
    const rules = await rulesOf(act.tx, covers.map(({ payer_id }) => payer_id), currency);
    shares.push(...splitCharges(charges.filter((charge) => charge.currency === currency).map((charge) => ({ charge_id: charge.id, service_kind: charge.service_kind, on: charge.on, minor: charge.left_minor })), covers, rules));
  }
  return shares;
}

/** A draft for each debtor and currency. */
async function writeDrafts(act: Pick<Act, 'tx'>, charges: readonly Billable[], shares: readonly Share[], make: Make, print_currency: string | undefined): Promise<Invoice[]> {
  const by_id = new Map(charges.map((charge) => [charge.id, charge]));
  const drafts = Map.groupBy(shares, ({ payer_id, charge_id }) => `${payer_id ?? ''} ${by_id.get(charge_id)!.currency}`);
  const made: Invoice[] = [];
  for (const own of drafts.values()) {
    const { currency } = by_id.get(own[0]!.charge_id)!;
    const id = await insertInvoice(act.tx, { ...make(own[0]!.payer_id), currency });
    await insertLines(act.tx, id, own.map(({ charge_id, minor }) => lineOf(by_id.get(charge_id)!, minor)));
    await printIn(act, { id, currency }, print_currency);
    await reckon(act.tx, { id, currency });
    made.push((await readInvoice(act.tx, id))!);
  }
  return made;
}

/** A line for a part of a charge. */
export const lineOf = (charge: Billable, share_minor: bigint) => ({
  charge_id: charge.id, patient_id: charge.patient_id, description: charge.description, performed_on: charge.on, quantity: charge.quantity, share_minor, discount_minor: 0n, tax_minor: 0n,
  tax_category: charge.tax_category, tax_rate_bp: charge.tax_rate_bp, cost_centre_id: charge.cost_centre_id, practitioner_id: charge.practitioner_id, credits_line: null,
});

/** Has a draft printed in another currency, at the rate of the day. */
export async function printIn(act: Pick<Act, 'tx'>, { id, currency }: { id: string; currency: string }, print_currency: string | undefined): Promise<void> {
  if (print_currency === undefined) return;
  const rate = print_currency === currency ? '1' : await rateOfToday(act.tx, print_currency, currency);
  await sql`update billing.invoice set print_currency = ${print_currency}, print_rate = ${rate}::numeric where id = ${id}::uuid`.execute(act.tx);
}
