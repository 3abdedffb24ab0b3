import { sql } from 'kysely';
import type { z } from 'zod';
import type { Tx } from '@openward/platform/db';
import type { ChargeRuleLine, NewChargeRule } from '../../contract/index.ts';
import { multirange } from '../price/list.sql.ts';
import { hoursAsJson } from '../price/price.sql.ts';

export async function listChargeRules(tx: Tx, id: string | null = null): Promise<ChargeRuleLine[]> {
  const { rows } = await sql<ChargeRuleLine>`
    select r.id, r.name, r.event_kind, r.part, r.visit_class, r.specialty, d.name as department_name, r.code, ${hoursAsJson('r.hours')} as hours, lower(r.minutes) as minutes_from, upper(r.minutes) as minutes_until, r.per_minutes,
      r.service_id, s.name as service_name, trim_scale(r.quantity)::text as quantity, lower(r.during)::text as from, (upper(r.during) - 1)::text as until, r.active, r.version
    from billing.charge_rule r join billing.service s on s.id = r.service_id left join staff.department d on d.id = r.department_id
    where ${id}::uuid is null or r.id = ${id}::uuid order by r.active desc, r.event_kind, r.part, r.name, r.id`.execute(tx);
  return rows;
}

export async function insertChargeRule(tx: Tx, rule: z.output<typeof NewChargeRule>): Promise<string> {
  const { minutes_from, minutes_until } = rule;
  const minutes = minutes_from === null && minutes_until === null ? null : `[${minutes_from ?? 0},${minutes_until ?? ''})`;
  const { rows } = await sql<{ id: string }>`
    insert into billing.charge_rule (name, event_kind, part, visit_class, specialty, department_id, code, hours, minutes, per_minutes, service_id, quantity, during)
    values (${rule.name}, ${rule.event_kind}, ${rule.part}, ${rule.visit_class}, ${rule.specialty}, ${rule.department_id}::uuid, ${rule.code}, ${multirange(rule.hours)}::int4multirange, ${minutes}::int4range, ${rule.per_minutes},
      ${rule.service_id}::uuid, ${rule.quantity}::numeric, daterange(${rule.from}::date, ${rule.until}::date, '[]')) returning id`.execute(tx);
  return rows[0]!.id;
}

/** False where somebody has changed it meanwhile. */
export async function endChargeRule(tx: Tx, id: string, version: number): Promise<boolean> {
  const { rows } = await sql`update billing.charge_rule set active = false, version = version + 1 where id = ${id}::uuid and version = ${version} returning id`.execute(tx);
  return rows.length > 0;
}
