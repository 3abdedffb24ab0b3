import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { GrowthIndicator } from '../../contract/growth.ts';
import type { LmsRow } from '../../rules/growth/parse-lms.ts';

export type StandardRow = Omit<LmsRow, 'sex'>;

/** The rows of the standard for one sex that are needed: those next to what was measured, and some for the bands. */
export async function standardRows(tx: Tx, sex: string, days: readonly number[], lengths: readonly number[]): Promise<StandardRow[]> {
  const near = (values: readonly number[], step: number) => [...new Set(values.flatMap((value) => [Math.floor(value / step) * step, Math.ceil(value / step) * step].map((each) => Number(each.toFixed(1)))))];
  const { rows } = await sql<{ indicator: GrowthIndicator; axis: LmsRow['axis']; at: string; l: string; m: string; s: string }>`
    select indicator, axis, at, l, m, s from records.growth_reference
    where standard = 'who' and sex = ${sex}
      and (axis = 'month' or (axis = 'day' and (at % 14 = 0 or at = any (${near(days, 1)}::numeric[])))
        or (axis = 'cm' and (at % 1 = 0 or at = any (${near(lengths, 0.1)}::numeric[]) or at = any (${near(lengths, 0.5)}::numeric[]))))
    order by indicator, axis, at`.execute(tx);
  return rows.map(({ at, l, m, s, ...row }) => ({ ...row, at: Number(at), l: Number(l), m: Number(m), s: Number(s) }));
}

/** Puts the rows of a file in the place of what stood for the same indicator, sex and axis. */
export async function replaceStandard(tx: Tx, rows: readonly LmsRow[]): Promise<void> {
  const column = <T>(read: (row: LmsRow) => T): T[] => rows.map(read);
  const parts = [...new Set(rows.map(({ indicator, sex, axis }) => `${indicator} ${sex} ${axis}`))];
  await sql`delete from records.growth_reference where standard = 'who' and indicator || ' ' || sex || ' ' || axis = any (${parts}::text[])`.execute(tx);
  await sql`insert into records.growth_reference (standard, indicator, sex, axis, at, l, m, s)
    select 'who', * from unnest(${column((row) => row.indicator)}::text[], ${column((row) => row.sex)}::text[], ${column((row) => row.axis)}::text[],
      ${column((row) => row.at)}::numeric[], ${column((row) => row.l)}::numeric[], ${column((row) => row.m)}::numeric[], ${column((row) => row.s)}::numeric[])`.execute(tx);
}

/** Days of gestation at birth, as the newest observation of it says. */
export async function gestationOf(tx: Tx, patient_id: string): Promise<number | null> {
  const { rows } = await sql<{ days: number | null }>`
    select case body -> 'valueQuantity' ->> 'code' when 'wk' then 7 when 'd' then 1 end * (body -> 'valueQuantity' ->> 'value')::numeric::float8 as days
    from records.resource
    where patient_id = any (records.alias_set(${patient_id}::uuid)) and type = 'Observation' and not deleted and status in ('final', 'amended', 'corrected')
      and codes && array['http://loinc.org|76516-4', 'http://loinc.org|11884-4']
    order by happened_at desc nulls last, id limit 1`.execute(tx);
  return rows[0]?.days ?? null;
}
