import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { dayAt } from '@openward/platform/time';
import { records } from '@openward/records/api';
import type { Resource } from '../contract/calendar.ts';
import { toSchedule } from '../rules/fhir.ts';
import { planningHorizon } from '../rules/planning-horizon.ts';
import type { Author } from './author.ts';
import { listResources } from './calendar.sql.ts';

/** Gives the FHIR record calendars as they are now, with the days that they answer for. What has not changed keeps its version. Returns them. */
export async function projectSchedules(tx: Tx, ids: readonly string[], author: Author): Promise<Resource[]> {
  const calendars = await listResources(tx, ids);
  const spans = await heldOf(tx, ids);
  const today = new Date().toISOString();
  await records.putMany(tx, calendars.map((calendar) => {
    const span = spans.get(calendar.id);
    const on = (at: Date | undefined) => (at === undefined ? null : dayAt(at.toISOString(), calendar.zone));
    return { resource: toSchedule(calendar, planningHorizon(on(span?.first), on(span?.last), dayAt(today, calendar.zone))), author };
  }));
  return calendars;
}

/** When the first and the last session of calendars begin; those without one are not in it. */
async function heldOf(tx: Tx, ids: readonly string[]): Promise<Map<string, { first: Date; last: Date }>> {
  const { rows } = await sql<{ id: string; first: Date; last: Date }>`
    select r.id, first.at as first, last.at as last from unnest(${ids}::uuid[]) as r(id)
      cross join lateral (select starts_at as at from scheduling.session where resource_id = r.id order by starts_at limit 1) first
      cross join lateral (select starts_at as at from scheduling.session where resource_id = r.id order by starts_at desc limit 1) last`.execute(tx);
  return new Map(rows.map(({ id, ...span }) => [id, span]));
}
