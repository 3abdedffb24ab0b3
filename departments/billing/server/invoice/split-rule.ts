import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { badInput, Problem, serve } from '@openward/platform/http';
import { NotAnAmount, parseAmount, printAmount } from '@openward/platform/money';
import { billingContract as contract, type SplitRuleShown } from '../../contract/index.ts';
import { ownCurrency } from './rate.ts';

async function list(tx: Tx, { payer_id = null, id = null }: { payer_id?: string | null; id?: string | null }): Promise<SplitRuleShown[]> {
  const { rows } = await sql<Omit<SplitRuleShown, 'deductible' | 'co_pay' | 'maximum'> & { deductible: string; co_pay: string; maximum: string | null }>`
    select r.id, r.payer_id, p.name as payer_name, r.plan, r.service_kind, r.percent_bp, r.deductible_minor::text as deductible, r.co_pay_minor::text as co_pay, r.maximum_minor::text as maximum, r.currency,
      lower(r.valid)::text as "from", (upper(r.valid) - 1)::text as until
    from billing.split_rule r join patients.payer p on p.id = r.payer_id
    where (${payer_id}::uuid is null or r.payer_id = ${payer_id}::uuid) and (${id}::uuid is null or r.id = ${id}::uuid) order by p.name, r.plan, r.service_kind, lower(r.valid) nulls first limit 1000`.execute(tx);
  return rows.map((row) => {
    const print = (minor: string) => printAmount(BigInt(minor), row.currency);
    return { ...row, deductible: print(row.deductible), co_pay: print(row.co_pay), maximum: row.maximum === null ? null : print(row.maximum) };
  });
}

export const splitRules = serve(contract.splitRules, async ({ payer_id = null }, { tx }) => ({ rules: await list(tx, { payer_id }) }));

export const addSplitRule = serve(contract.addSplitRule, async (rule, { tx, audit }) => {
  const currency = await ownCurrency(tx);
  if (rule.from !== null && rule.until !== null && rule.until < rule.from) throw badInput('until', 'date.order', 'Ends before it begins');
  const [deductible, co_pay] = [minor('deductible', rule.deductible, currency), minor('co_pay', rule.co_pay, currency)];
  const maximum = rule.maximum === null ? null : minor('maximum', rule.maximum, currency);
  const { rows } = await sql<{ id: string }>`
    insert into billing.split_rule (payer_id, plan, service_kind, percent_bp, deductible_minor, co_pay_minor, maximum_minor, currency, valid)
    values (${rule.payer_id}::uuid, ${rule.plan}, ${rule.service_kind}, ${rule.percent_bp}, ${deductible}::bigint, ${co_pay}::bigint, ${maximum}::bigint, ${currency}, daterange(${rule.from}::date, ${rule.until}::date, '[]')) returning id`.execute(tx);
  audit.detail({ rule_id: rows[0]!.id });
  return (await list(tx, { id: rows[0]!.id }))[0]!;
});

export const endSplitRule = serve(contract.endSplitRule, async ({ rule_id, last_day }, { tx, audit }) => {
  const { rows } = await sql<{ starts_later: boolean }>`select coalesce(lower(valid) > ${last_day}::date, false) as starts_later from billing.split_rule where id = ${rule_id}::uuid for update`.execute(tx);
  if (rows[0] === undefined) throw new Problem(404, 'billing.split_unknown', 'There is no such rule', { field: 'rule_id' });
  if (rows[0].starts_later) throw new Problem(422, 'billing.ends_before_it_begins', 'Ends before it begins', { field: 'last_day' });
  await sql`update billing.split_rule set valid = daterange(lower(valid), ${last_day}::date, '[]'), version = version + 1 where id = ${rule_id}::uuid`.execute(tx);
  audit.detail({ rule_id });
  return (await list(tx, { id: rule_id }))[0]!;
});

function minor(field: string, text: string, currency: string): string {
  try {
    return parseAmount(text, currency).toString();
  } catch (error) {
    if (error instanceof NotAnAmount) throw badInput(field, `amount.${error.why}`, error.message);
    throw error;
  }
}
