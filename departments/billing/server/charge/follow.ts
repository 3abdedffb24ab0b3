import { announce, type Tx } from '@openward/platform/db';
import { Problem, type Act } from '@openward/platform/http';
import { records } from '@openward/records/api';
import { postCharges, takeBack } from './book.ts';
import type { ChargeAuthor } from './capture.ts';
import { lockCharges, lockChargesOfVisit, readCharges, saveCharges, type ChargeRow } from './charge.sql.ts';
import { factsOf } from '../price/facts.sql.ts';
import { projectCharges } from './project.ts';

/**
 * A visit was cancelled: what was charged before it was done is taken back by reversal, fees stay, and so does what was performed. Of a visit that
 * never was (`never`), what the visit itself charged goes too. What stands on an invoice waits until that is credited.
 */
export async function cancelCharges(tx: Tx, visit_id: string, { never = false }: { never?: boolean }, author: ChargeAuthor): Promise<void> {
  const charges = (await lockChargesOfVisit(tx, visit_id)).filter((charge) => (never ? charge.source_id === visit_id : !charge.performed && charge.service_kind !== 'fee'));
  const why = never ? 'The visit was entered in error' : 'The visit was cancelled';
  await follow(tx, charges, author, (charge, business_date) => withdraw(tx, charge, business_date, why, author), { hold_reason: 'to-void', reason: why });
}

/** A visit was given to the patient whose it is: its charges go with it, out of one subledger into the other. */
export async function moveCharges(tx: Tx, visit_id: string, patient_id: string, author: ChargeAuthor): Promise<void> {
  const aliases = await records.aliasSet(tx, patient_id);
  const charges = (await lockChargesOfVisit(tx, visit_id)).filter((charge) => !aliases.includes(charge.patient_id));
  await follow(tx, charges, author, (charge, business_date) => move(tx, { ...charge, business_date }, patient_id, author), { hold_reason: 'to-move', move_to: patient_id, reason: 'The visit was moved to another record' });
}

/** What charged was not done after all: its charges are taken back by reversal. What stands on an invoice waits until that is credited. */
export async function withdrawCharges(tx: Tx, charge_ids: readonly string[], reason: string, author: ChargeAuthor): Promise<void> {
  const charges = (await lockCharges(tx, charge_ids)).filter(({ state }) => state !== 'void');
  await follow(tx, charges, author, (charge, business_date) => withdraw(tx, charge, business_date, reason, author), { hold_reason: 'to-void', reason });
}

async function withdraw(tx: Tx, charge: ChargeRow, business_date: string, reason: string, author: ChargeAuthor): Promise<void> {
  await takeBack(tx, charge, business_date, reason);
  await saveCharges(tx, [{ ...charge, business_date, change: 'void', state: 'void', hold_reason: null, entry_id: null, reason, changed_by_name: author.name }]);
}

/** Moves a charge that waited for its invoice. */
export async function moveOne(act: Act, charge: ChargeRow): Promise<ChargeRow> {
  const author = { account_id: act.actor.account_id, name: act.actor.display_name };
  const business_date = await openDay(act.tx, charge);
  if (charge.move_to === null || business_date === null) throw new Problem(409, 'billing.no_open_period', 'No month of the book is open for this: ask the accountant', { field: 'charge_id' });
  act.audit.patient(charge.move_to);
  await move(act.tx, { ...charge, state: 'billable', hold_reason: null, business_date }, charge.move_to, author);
  const [after] = await projectCharges(act.tx, [charge.id], author, { moves: true });
  announce(act.tx, 'billing-charges');
  return after ?? charge;
}

async function move(tx: Tx, charge: ChargeRow, patient_id: string, author: ChargeAuthor): Promise<void> {
  const reason = 'The visit was moved to another record';
  await takeBack(tx, charge, charge.business_date, reason);
  await saveCharges(tx, [{ ...charge, patient_id, change: 'moved', entry_id: null, move_to: null, reason, changed_by_name: author.name }]);
  await postCharges(tx, await readCharges(tx, [charge.id]));
}

async function follow(tx: Tx, charges: readonly ChargeRow[], author: ChargeAuthor, now: (charge: ChargeRow, business_date: string) => Promise<void>, later: { hold_reason: 'to-void' | 'to-move'; reason: string; move_to?: string }): Promise<void> {
  for (const charge of charges) {
    const business_date = charge.state === 'invoiced' ? null : charge.entry_id === null ? charge.business_date : await openDay(tx, charge);
    // On an invoice, or no month is open: it waits on the worklist; the visit does not.
    if (business_date === null) await saveCharges(tx, [{ ...charge, ...later, ...(charge.state === 'invoiced' ? {} : { state: 'held' }), change: 'marked', changed_by_name: author.name }]);
    else await now(charge, business_date);
  }
  if (charges.length === 0) return;
  await projectCharges(tx, charges.map(({ id }) => id), author, { moves: true });
  announce(tx, 'billing-charges');
}

const openDay = async (tx: Tx, { patient_id, performed_at, location_id, practitioner_id }: ChargeRow): Promise<string | null> =>
  (await factsOf(tx, { patient_id, at: performed_at.toISOString(), location_id, practitioner_id })).business_date;
