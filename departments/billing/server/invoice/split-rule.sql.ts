import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { Cover, SplitRule } from '../../rules/invoice/split.ts';

/** The covers of somebody in the order in which they pay, under whichever of their records they stand. */
export async function coversOf(tx: Tx, patient_ids: readonly string[]): Promise<Cover[]> {
  const { rows } = await sql<Cover>`
    select c.payer_id, c.plan, lower(c.valid)::text as "from", (upper(c.valid) - 1)::text as until from patients.coverage c
    where c.patient_id = any (${[...patient_ids]}::uuid[]) order by c.rank, lower(c.valid) nulls first, c.id`.execute(tx);
  return rows;
}

/** What these payers pay, in a currency. */
export async function rulesOf(tx: Tx, payer_ids: readonly string[], currency: string): Promise<SplitRule[]> {
  const { rows } = await sql<Omit<SplitRule, 'deductible_minor' | 'co_pay_minor' | 'maximum_minor'> & { deductible: string; co_pay: string; maximum: string | null }>`
    select payer_id, plan, service_kind, percent_bp, deductible_minor::text as deductible, co_pay_minor::text as co_pay, maximum_minor::text as maximum, lower(valid)::text as "from", (upper(valid) - 1)::text as until
    from billing.split_rule where payer_id = any (${[...payer_ids]}::uuid[]) and currency = ${currency}`.execute(tx);
  return rows.map(({ deductible, co_pay, maximum, ...rule }) => ({ ...rule, deductible_minor: BigInt(deductible), co_pay_minor: BigInt(co_pay), maximum_minor: maximum === null ? null : BigInt(maximum) }));
}
