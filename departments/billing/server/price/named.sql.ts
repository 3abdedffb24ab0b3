import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';

/** Stands for a patient who is nobody yet. */
export const nobody = '00000000-0000-0000-0000-000000000000';

/** What price lists and discounts are called, by their keys. */
export async function namesOfPrices(tx: Tx, of: readonly { price_list_id: string; discount_rule_id: string | null }[]): Promise<Map<string, string>> {
  const ids = of.flatMap(({ price_list_id, discount_rule_id }) => [price_list_id, ...(discount_rule_id === null ? [] : [discount_rule_id])]);
  const { rows } = await sql<{ id: string; name: string }>`select id, name from billing.price_list where id = any (${ids}::uuid[]) union all select id, name from billing.discount_rule where id = any (${ids}::uuid[])`.execute(tx);
  return new Map(rows.map(({ id, name }) => [id, name]));
}
