import type { Tx } from '@openward/platform/db';
import { printAmount } from '@openward/platform/money';
import { records } from '@openward/records/api';
import { toChargeItem } from '../../rules/charge/fhir.ts';
import type { ChargeAuthor } from './capture.ts';
import { readCharges, type ChargeRow } from './charge.sql.ts';

/** Gives the FHIR record charges as they are now, in the transaction of the act; whoever changes the state of charges calls it. Returns them. */
export async function projectCharges(tx: Tx, ids: readonly string[], author: ChargeAuthor, { moves = false } = {}): Promise<ChargeRow[]> {
  const charges = await readCharges(tx, ids);
  await records.putMany(tx, charges.map((charge) => ({
    resource: toChargeItem({ ...charge, performed_at: charge.performed_at.toISOString(), total: charge.priced ? printAmount(charge.net_minor, charge.currency) : null }),
    patient_id: charge.patient_id, author, moves,
  })));
  return charges;
}
