import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { Tax } from '../../contract/index.ts';

export type TaxRow = Omit<Tax, 'rates'> & { rates: { id: string; rate_bp: number; from: string; until: string | null }[] };

export async function listTaxes(tx: Tx): Promise<TaxRow[]> {
  const { rows } = await sql<TaxRow>`select t.code, t.name, t.category, t.exemption_reason,
      (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'rate_bp', r.rate_bp, 'from', lower(r.during), 'until', upper(r.during) - 1) order by r.during), '[]') from billing.tax_rate r where r.tax_code = t.code) as rates
    from billing.tax t order by t.code collate "C"`.execute(tx);
  return rows;
}

/** The rate from a day on: what held ends the day before; what begins later stays. */
export async function setRate(tx: Tx, code: string, from: string, rate_bp: number): Promise<void> {
  await sql`delete from billing.tax_rate where tax_code = ${code} and lower(during) = ${from}::date`.execute(tx);
  await sql`update billing.tax_rate set during = daterange(lower(during), ${from}::date), version = version + 1 where tax_code = ${code} and during @> ${from}::date`.execute(tx);
  await sql`insert into billing.tax_rate (tax_code, rate_bp, during)
    select ${code}, ${rate_bp}, daterange(${from}::date, (select min(lower(during)) from billing.tax_rate where tax_code = ${code} and lower(during) > ${from}::date))`.execute(tx);
}
