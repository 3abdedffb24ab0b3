import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { ChargeRule } from '../../rules/charge/services.ts';
import { hoursAsJson } from '../price/price.sql.ts';

/** The rules of some kinds of events that are valid on a day. */
export async function rulesOf(tx: Tx, kinds: readonly string[], day: string): Promise<ChargeRule[]> {
  const { rows } = await sql<ChargeRule>`
    select r.id, r.event_kind, r.part, r.visit_class, r.specialty, r.department_id, r.code, ${hoursAsJson('r.hours')} as hours,
      case when r.minutes is not null then jsonb_build_array(lower(r.minutes), upper(r.minutes)) end as minutes, r.per_minutes, r.service_id, trim_scale(r.quantity)::text as quantity
    from billing.charge_rule r join billing.service s on s.id = r.service_id and s.active
    where r.active and r.event_kind = any (${[...kinds]}::text[]) and r.during @> ${day}::date`.execute(tx);
  return rows;
}

export async function serviceByCode(tx: Tx, code: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`select id from billing.service where code = ${code} and active`.execute(tx);
  return rows[0]?.id;
}

/** How much of a service packages of a visit still include; the packages are kept from others until the transaction ends. */
export async function leftInPackages(tx: Tx, visit_id: string, service_id: string): Promise<{ charge_id: string; left: string }[]> {
  const { rows } = await sql<{ charge_id: string }>`select c.id as charge_id from billing.charge c join billing.package_item i on i.package_id = c.service_id and i.service_id = ${service_id}::uuid
    where c.visit_id = ${visit_id}::uuid and c.state <> 'void' order by c.id for update of c`.execute(tx);
  if (rows.length === 0) return [];
  // A new statement: what the one before waited for is seen.
  const left = await sql<{ charge_id: string; left: string }>`
    select c.id as charge_id, (i.quantity * c.quantity - coalesce((select sum(u.quantity) from billing.charge u where u.package_charge_id = c.id and u.service_id = i.service_id and u.state <> 'void'), 0))::numeric(12, 3)::text as left
    from billing.charge c join billing.package_item i on i.package_id = c.service_id and i.service_id = ${service_id}::uuid where c.id = any (${rows.map(({ charge_id }) => charge_id)}::uuid[]) order by c.id`.execute(tx);
  return left.rows;
}
