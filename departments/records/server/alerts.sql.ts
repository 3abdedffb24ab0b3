import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { news2Token } from '../rules/vitals/news2-observation.ts';

/** What of a chart matters on a board of many patients. */
export interface ChartAlerts {
  visit_id: string;
  /** The newest NEWS2 of the visit. */
  news2: number | null;
  news2_at: Date | null;
  allergies: number;
  /** Active flags that warn, in words. */
  warnings: string[];
  /** Orders of the visit that are not done. */
  open_orders: number;
  /** Results of the visit that nobody has looked at. */
  new_results: number;
}

/** The alerts of many visits in one question; each ranges over the records that are read as one with its patient. */
export async function chartAlerts(tx: Tx, visits: readonly { visit_id: string; patient_id: string }[]): Promise<Map<string, ChartAlerts>> {
  const { rows } = await sql<ChartAlerts>`
    select asked.visit_id, score.value as news2, score.at as news2_at, told.allergies, told.warnings, told.open_orders,
      (select count(*)::int from records.loop l where l.patient_id = any (asked.ids) and l.visit_id = asked.visit_id::text and l.kind = 'result' and l.state = 'open') as new_results
    from (select visit_id, records.alias_set(patient_id) as ids from jsonb_to_recordset(${JSON.stringify(visits)}::jsonb) as given(visit_id uuid, patient_id uuid)) asked
    cross join lateral (
      select count(*) filter (where r.type = 'AllergyIntolerance' and coalesce(r.status, 'active') = 'active')::int as allergies,
        coalesce(array_agg(r.title order by r.title) filter (where r.type = 'Flag' and r.status = 'active' and r.category && array['clinical', 'safety']), '{}') as warnings,
        count(*) filter (where r.type = 'ServiceRequest' and r.visit_id = asked.visit_id::text and r.status in ('active', 'on-hold'))::int as open_orders
      from records.resource r where r.patient_id = any (asked.ids) and not r.deleted and r.type in ('AllergyIntolerance', 'Flag', 'ServiceRequest')) told
    left join lateral (
      select round((r.body #>> '{valueQuantity,value}')::numeric)::int as value, r.happened_at as at
      from records.resource r where r.patient_id = any (asked.ids) and not r.deleted and r.type = 'Observation' and r.visit_id = asked.visit_id::text
        and r.codes @> array[${news2Token}] and coalesce(r.status, '') not in ('entered-in-error', 'cancelled')
      order by r.happened_at desc nulls last limit 1) score on true`.execute(tx);
  return new Map(rows.map((row) => [row.visit_id, row]));
}
