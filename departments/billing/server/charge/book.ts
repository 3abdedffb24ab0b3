import type { Tx } from '@openward/platform/db';
import { Problem } from '@openward/platform/http';
import { accountsByRole, post, reverseEntry, type AccountRole, type NewEntry } from '@openward/ledger/api';
import { giveEntries, type ChargeRow } from './charge.sql.ts';

/** Whether the book takes charges: an account that nobody has chosen must never keep anybody from care. */
export async function bookTakes(tx: Tx): Promise<boolean> {
  try {
    await accountsByRole(tx, ['unbilled.receivable', 'discount', 'revenue.service']);
    return true;
  } catch (error) {
    if (error instanceof Problem) return false;
    throw error;
  }
}

/** Posts what stands for charges: what is left of the price is owed by the patient and not yet invoiced; the discount is seen beside the income. */
export async function postCharges(tx: Tx, charges: readonly ChargeRow[]): Promise<void> {
  const owed = charges.filter(({ priced, state, net_minor }) => priced && state !== 'void' && net_minor > 0n);
  if (owed.length === 0) return;
  const [unbilled, discount] = await rolesOf(tx, ['unbilled.receivable', 'discount']);
  const incomes = new Map<string, string>();
  for (const role of new Set(owed.map(({ revenue_role }) => revenue_role))) incomes.set(role, await incomeOf(tx, role));
  const posted = await post(tx, owed.map((charge): NewEntry => {
    const { patient_id, currency, cost_centre_id, practitioner_id } = charge;
    const about = { currency, cost_centre_id, practitioner_id };
    return {
      business_date: charge.business_date, kind: 'charge', description: charge.service_name, source: { kind: 'charge', id: charge.id },
      postings: [
        { account_id: unbilled!, party_id: patient_id, amount_minor: charge.net_minor, ...about },
        ...(charge.discount_minor === 0n ? [] : [{ account_id: discount!, amount_minor: charge.discount_minor, ...about }]),
        { account_id: incomes.get(charge.revenue_role)!, amount_minor: -charge.gross_minor, ...about },
      ],
    };
  }));
  await giveEntries(tx, owed.map(({ id }, at) => ({ id, entry_id: posted[at]!.entry_id })));
}

/** Takes back the entry that stands for a charge, on an open day. */
export async function takeBack(tx: Tx, charge: ChargeRow, business_date: string, why: string): Promise<void> {
  if (charge.entry_id !== null) await reverseEntry(tx, { entry_id: charge.entry_id, business_date, reason: why });
}

async function rolesOf(tx: Tx, roles: readonly AccountRole[]): Promise<string[]> {
  const found = await accountsByRole(tx, roles);
  return roles.map((role) => found.get(role));
}

/** The account of this income; where the accountant has chosen none, that of other services. */
async function incomeOf(tx: Tx, role: string): Promise<string> {
  try {
    return (await accountsByRole(tx, [role as AccountRole])).get(role as AccountRole);
  } catch (error) {
    if (error instanceof Problem) return (await accountsByRole(tx, ['revenue.service'])).get('revenue.service');
    throw error;
  }
}
