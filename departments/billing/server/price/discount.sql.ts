import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { printAmount } from '@openward/platform/money';
import type { DiscountRule } from '../../contract/index.ts';

export type RuleRow = Omit<DiscountRule, 'percent' | 'amount'> & { percent_bp: number | null; amount_minor: bigint | null };

export const shownRule = ({ percent_bp, amount_minor, ...rule }: RuleRow, percent: (bp: number) => string): DiscountRule => ({
  ...rule, percent: percent_bp === null ? null : percent(percent_bp), amount: amount_minor === null || rule.currency === null ? null : printAmount(amount_minor, rule.currency),
});

export async function listRules(tx: Tx, id: string | null = null): Promise<RuleRow[]> {
  const { rows } = await sql<RuleRow>`select id, code, name, percent_bp, amount_minor, currency, service_kind, service_id, payer_id, patient_category, automatic, roles, lower(during)::text as from, (upper(during) - 1)::text as until, active
    from billing.discount_rule where ${id}::uuid is null or id = ${id}::uuid order by active desc, code collate "C"`.execute(tx);
  return rows;
}

export async function insertRule(tx: Tx, rule: Omit<DiscountRule, 'id' | 'active' | 'percent' | 'amount'> & { bp: number | null; minor: bigint | null }): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into billing.discount_rule (code, name, percent_bp, amount_minor, currency, service_kind, service_id, payer_id, patient_category, automatic, roles, during)
    values (${rule.code}, ${rule.name}, ${rule.bp}, ${rule.minor?.toString() ?? null}::bigint, ${rule.currency}, ${rule.service_kind}, ${rule.service_id}::uuid, ${rule.payer_id}::uuid, ${rule.patient_category}, ${rule.automatic},
      ${rule.roles}::text[], daterange(${rule.from}::date, ${rule.until}::date, '[]')) returning id`.execute(tx);
  return rows[0]!.id;
}

export async function endRule(tx: Tx, id: string): Promise<void> {
  await sql`update billing.discount_rule set active = false, version = version + 1 where id = ${id}::uuid`.execute(tx);
}
