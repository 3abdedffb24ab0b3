import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { DiscountRule } from '../../rules/price/amounts.ts';

/** A discount that is given on a day, and the roles that give it without leave. */
export async function givenDiscount(tx: Tx, id: string, day: string): Promise<(DiscountRule & { roles: string[] }) | undefined> {
  const { rows } = await sql<DiscountRule & { roles: string[] }>`select id, percent_bp, amount_minor, currency, service_kind, service_id, payer_id, patient_category, roles
    from billing.discount_rule where id = ${id}::uuid and active and during @> ${day}::date`.execute(tx);
  return rows[0];
}
