import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { parseAmount, printAmount } from '@openward/platform/money';
import type { Price, PriceList } from '../../contract/index.ts';
import { hoursAsJson } from './price.sql.ts';

type Row = Omit<PriceList, 'step'> & { step_minor: bigint };
const shown = ({ step_minor, ...list }: Row): PriceList => ({ ...list, step: printAmount(step_minor, list.currency) });

export async function listPriceLists(tx: Tx, id: string | null = null): Promise<PriceList[]> {
  const { rows } = await sql<Row>`
    select l.id, l.code, l.name, l.currency, l.tax_inclusive, l.step_minor, l.payer_id, p.name as payer_name, l.location_id, s.name as location_name, l.patient_category, ${hoursAsJson('l.hours')} as hours,
      lower(l.during)::text as from, (upper(l.during) - 1)::text as until, l.active, l.version,
      (select count(*)::int from billing.price c where c.price_list_id = l.id and c.during @> staff.today()) as prices
    from billing.price_list l left join patients.payer p on p.id = l.payer_id left join staff.location s on s.id = l.location_id
    where ${id}::uuid is null or l.id = ${id}::uuid order by l.active desc, l.code collate "C"`.execute(tx);
  return rows.map(shown);
}

export interface ListToSave {
  code: string;
  name: string;
  tax_inclusive: boolean;
  step: string;
  payer_id: string | null;
  location_id: string | null;
  patient_category: string | null;
  hours: readonly (readonly [number, number])[] | null;
  from: string;
  until: string | null;
}

/** Stretches as PostgreSQL writes them. */
export const multirange = (hours: readonly (readonly [number, number])[] | null): string | null => (hours === null ? null : `{${hours.map(([from, until]) => `[${from},${until})`).join(',')}}`);

export async function insertPriceList(tx: Tx, list: ListToSave & { currency: string }, by: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into billing.price_list (code, name, currency, tax_inclusive, step_minor, payer_id, location_id, patient_category, hours, during, updated_by_name)
    values (${list.code}, ${list.name}, ${list.currency}, ${list.tax_inclusive}, ${parseAmount(list.step, list.currency).toString()}::bigint, ${list.payer_id}::uuid, ${list.location_id}::uuid, ${list.patient_category},
      ${multirange(list.hours)}::int4multirange, daterange(${list.from}::date, ${list.until}::date, '[]'), ${by}) returning id`.execute(tx);
  return rows[0]!.id;
}

/** False where somebody has changed it meanwhile. */
export async function savePriceList(tx: Tx, list: ListToSave & { id: string; currency: string; active: boolean; version: number }, by: string): Promise<boolean> {
  const { rows } = await sql`update billing.price_list set code = ${list.code}, name = ${list.name}, tax_inclusive = ${list.tax_inclusive}, step_minor = ${parseAmount(list.step, list.currency).toString()}::bigint, payer_id = ${list.payer_id}::uuid,
      location_id = ${list.location_id}::uuid, patient_category = ${list.patient_category}, hours = ${multirange(list.hours)}::int4multirange, during = daterange(${list.from}::date, ${list.until}::date, '[]'), active = ${list.active},
      version = version + 1, updated_at = clock_timestamp(), updated_by_name = ${by}
    where id = ${list.id}::uuid and version = ${list.version} returning id`.execute(tx);
  return rows.length > 0;
}

/** Keeps a list from others until the transaction ends. */
export async function lockPriceList(tx: Tx, id: string): Promise<{ currency: string; step_minor: bigint } | undefined> {
  const { rows } = await sql<{ currency: string; step_minor: bigint }>`select currency, step_minor from billing.price_list where id = ${id}::uuid for update`.execute(tx);
  return rows[0];
}

export async function listPrices(tx: Tx, price_list_id: string, { day = null, service_id = null }: { day?: string | null; service_id?: string | null }): Promise<Price[]> {
  const { rows } = await sql<Omit<Price, 'unit'> & { unit_minor: bigint; currency: string }>`
    select p.id, p.service_id, s.code as service_code, s.name as service_name, s.kind as service_kind, p.unit_minor, l.currency, lower(p.during)::text as from, (upper(p.during) - 1)::text as until
    from billing.price p join billing.price_list l on l.id = p.price_list_id join billing.service s on s.id = p.service_id
    where p.price_list_id = ${price_list_id}::uuid and (${day}::date is null or p.during @> ${day}::date) and (${service_id}::uuid is null or p.service_id = ${service_id}::uuid)
    order by s.code collate "C", p.during`.execute(tx);
  return rows.map(({ unit_minor, currency, ...price }) => ({ ...price, unit: printAmount(unit_minor, currency) }));
}

/**
 * Sets prices from a day: what holds then ends the day before, what begins on that very day is replaced, and what begins later stays. The
 * list is held by whoever calls.
 */
export async function setPrices(tx: Tx, price_list_id: string, from: string, prices: readonly { service_id: string; unit_minor: bigint }[]): Promise<void> {
  const asked = JSON.stringify(prices.map(({ service_id, unit_minor }) => ({ service_id, unit_minor: unit_minor.toString() })));
  const wanted = sql`jsonb_to_recordset(${asked}::jsonb) as x(service_id uuid, unit_minor bigint)`;
  await sql`delete from billing.price p using ${wanted} where p.price_list_id = ${price_list_id}::uuid and p.service_id = x.service_id and lower(p.during) = ${from}::date`.execute(tx);
  await sql`update billing.price p set during = daterange(lower(p.during), ${from}::date), version = p.version + 1 from ${wanted}
    where p.price_list_id = ${price_list_id}::uuid and p.service_id = x.service_id and p.during @> ${from}::date`.execute(tx);
  await sql`insert into billing.price (price_list_id, service_id, unit_minor, during)
    select ${price_list_id}::uuid, x.service_id, x.unit_minor, daterange(${from}::date, (select min(lower(n.during)) from billing.price n where n.price_list_id = ${price_list_id}::uuid and n.service_id = x.service_id and lower(n.during) > ${from}::date))
    from ${wanted}`.execute(tx);
}

/** What holds on a list on a day. */
export async function pricesOn(tx: Tx, price_list_id: string, day: string): Promise<{ service_id: string; unit_minor: bigint }[]> {
  const { rows } = await sql<{ service_id: string; unit_minor: bigint }>`select service_id, unit_minor from billing.price where price_list_id = ${price_list_id}::uuid and during @> ${day}::date`.execute(tx);
  return rows;
}
