import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { Service, ServiceKind } from '../../contract/index.ts';

const whole = sql`select s.id, s.code, s.name, s.kind, s.revenue_role, s.tax_category as tax_code, s.active, s.version,
  (select coalesce(jsonb_agg(jsonb_build_object('service_id', i.service_id, 'name', o.name, 'quantity', trim_scale(i.quantity)::text) order by o.code collate "C"), '[]')
    from billing.package_item i join billing.service o on o.id = i.service_id where i.package_id = s.id) as items
  from billing.service s`;

export async function listServices(tx: Tx, { find = '', inactive }: { find?: string | undefined; inactive: boolean }): Promise<Service[]> {
  const { rows } = await sql<Service>`${whole} where (s.active or ${inactive}) and (${find} = '' or s.search_text like '%' || replace(replace(platform.fold(${find}), '%', ''), '_', '') || '%')
    order by s.code collate "C" limit 1000`.execute(tx);
  return rows;
}

export async function readService(tx: Tx, id: string): Promise<Service | undefined> {
  const { rows } = await sql<Service>`${whole} where s.id = ${id}::uuid`.execute(tx);
  return rows[0];
}

export async function insertService(tx: Tx, { code, name, kind, revenue_role, tax_code, by }: { code: string; name: string; kind: ServiceKind; revenue_role: string; tax_code: string; by: string }): Promise<string> {
  const { rows } = await sql<{ id: string }>`insert into billing.service (code, name, kind, revenue_role, tax_category, updated_by_name) values (${code}, ${name}, ${kind}, ${revenue_role}, ${tax_code}, ${by}) returning id`.execute(tx);
  return rows[0]!.id;
}

/** False where somebody has changed it meanwhile. */
export async function saveService(tx: Tx, { id, code, name, tax_code, active, version, by }: { id: string; code: string; name: string; tax_code: string; active: boolean; version: number; by: string }): Promise<boolean> {
  const { rows } = await sql`update billing.service set code = ${code}, name = ${name}, tax_category = ${tax_code}, active = ${active}, version = version + 1, updated_at = clock_timestamp(), updated_by_name = ${by}
    where id = ${id}::uuid and version = ${version} returning id`.execute(tx);
  return rows.length > 0;
}

export async function saveItems(tx: Tx, package_id: string, items: readonly { service_id: string; quantity: string }[]): Promise<void> {
  await sql`delete from billing.package_item where package_id = ${package_id}::uuid`.execute(tx);
  await sql`insert into billing.package_item (package_id, service_id, quantity)
    select ${package_id}::uuid, service_id, quantity from jsonb_to_recordset(${JSON.stringify(items)}::jsonb) as x(service_id uuid, quantity numeric)`.execute(tx);
}

/** What services cost on which list, now and in time to come, with when they were last changed. */
export async function pricesOfServices(tx: Tx, ids: readonly string[]) {
  const { rows } = await sql<{ id: string; code: string; name: string; active: boolean; updated_at: Date; prices: { list_name: string; unit_minor: string; currency: string; from: string; until: string | null }[] }>`
    select s.id, s.code, s.name, s.active, s.updated_at,
      (select coalesce(jsonb_agg(jsonb_build_object('list_name', l.name, 'unit_minor', p.unit_minor::text, 'currency', l.currency, 'from', lower(p.during), 'until', upper(p.during) - 1) order by l.code, p.during), '[]')
        from billing.price p join billing.price_list l on l.id = p.price_list_id and l.active where p.service_id = s.id and (upper_inf(p.during) or upper(p.during) > staff.today())) as prices
    from billing.service s where s.id = any (${ids}::uuid[])`.execute(tx);
  return rows;
}
