import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { DiscountRule } from '../../rules/price/amounts.ts';
import type { PriceOnList, WeekHours } from '../../rules/price/choose.ts';

export interface ServiceToPrice {
  id: string;
  code: string;
  name: string;
  kind: string;
  active: boolean;
  tax_code: string;
  tax_category: string;
  rate_bp: number;
  prices: PriceOnList[];
}

/** Hours as pairs of minutes. */
export const hoursAsJson = (column: string) => sql.raw(`(select jsonb_agg(jsonb_build_array(lower(h), upper(h)) order by h) from unnest(${column}) h)`);

/** Services by key, with the prices and the tax of a day. */
export async function servicesToPrice(tx: Tx, ids: readonly string[], day: string): Promise<Map<string, ServiceToPrice>> {
  const { rows } = await sql<Omit<ServiceToPrice, 'prices'> & { prices: (Omit<PriceOnList, 'unit_minor' | 'hours'> & { unit_minor: string; hours: WeekHours | null })[] }>`
    select s.id, s.code, s.name, s.kind, s.active, t.code as tax_code, t.category as tax_category,
      coalesce((select r.rate_bp from billing.tax_rate r where r.tax_code = t.code and r.during @> ${day}::date), 0) as rate_bp,
      (select coalesce(jsonb_agg(jsonb_build_object('price_list_id', l.id, 'list_code', l.code, 'currency', l.currency, 'tax_inclusive', l.tax_inclusive, 'unit_minor', p.unit_minor::text, 'payer_id', l.payer_id,
          'location_id', l.location_id, 'patient_category', l.patient_category, 'hours', ${hoursAsJson('l.hours')})), '[]')
        from billing.price p join billing.price_list l on l.id = p.price_list_id where p.service_id = s.id and p.during @> ${day}::date and l.active and l.during @> ${day}::date) as prices
    from billing.service s join billing.tax t on t.code = s.tax_category where s.id = any (${ids}::uuid[])`.execute(tx);
  return new Map(rows.map(({ prices, ...service }) => [service.id, { ...service, prices: prices.map((price) => ({ ...price, unit_minor: BigInt(price.unit_minor) })) }]));
}

/** Discounts that are given on a day without being asked for. */
export async function automaticDiscounts(tx: Tx, day: string): Promise<DiscountRule[]> {
  const { rows } = await sql<DiscountRule>`select id, percent_bp, amount_minor, currency, service_kind, service_id, payer_id, patient_category
    from billing.discount_rule where automatic and active and during @> ${day}::date order by code`.execute(tx);
  return rows;
}
