import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { NewTemplate, Template } from '../../contract/template.ts';

const columns = sql.raw(`id, resource_id, title, rule, to_char(starts_on, 'YYYY-MM-DD') as starts_on, to_char(ends_on, 'YYYY-MM-DD') as ends_on,
  to_char(from_clock, 'HH24:MI') as from_clock, to_char(to_clock, 'HH24:MI') as to_clock, zone, location_id, visit_type_ids, released_days_before, version`);

/** The rules of one calendar, or of all. */
export async function listTemplates(tx: Tx, resource_id: string | null): Promise<Template[]> {
  const { rows } = await sql<Template>`select ${columns} from scheduling.template
    where ${resource_id}::uuid is null or resource_id = ${resource_id}::uuid order by resource_id, starts_on, title`.execute(tx);
  return rows;
}

export async function readTemplate(tx: Tx, id: string): Promise<Template | undefined> {
  const { rows } = await sql<Template>`select ${columns} from scheduling.template where id = ${id}::uuid`.execute(tx);
  return rows[0];
}

export async function insertTemplate(tx: Tx, it: NewTemplate): Promise<Template> {
  const { rows } = await sql<Template>`
    insert into scheduling.template (resource_id, title, rule, starts_on, ends_on, from_clock, to_clock, zone, location_id, visit_type_ids, released_days_before)
    values (${it.resource_id}::uuid, ${it.title}, ${it.rule}, ${it.starts_on}::date, ${it.ends_on}::date, ${it.from_clock}::time, ${it.to_clock}::time,
      staff.local_time_zone((select location_id from scheduling.resource where id = ${it.resource_id}::uuid)), ${it.location_id}::uuid, ${it.visit_type_ids}::uuid[], ${it.released_days_before})
    returning ${columns}`.execute(tx);
  return rows[0]!;
}

/** Undefined where there is none, or a newer version. A rule keeps its calendar. */
export async function saveTemplate(tx: Tx, id: string, version: number, it: NewTemplate): Promise<Template | undefined> {
  const { rows } = await sql<Template>`
    update scheduling.template set title = ${it.title}, rule = ${it.rule}, starts_on = ${it.starts_on}::date, ends_on = ${it.ends_on}::date,
      from_clock = ${it.from_clock}::time, to_clock = ${it.to_clock}::time, location_id = ${it.location_id}::uuid, visit_type_ids = ${it.visit_type_ids}::uuid[],
      released_days_before = ${it.released_days_before}, version = version + 1
    where id = ${id}::uuid and version = ${version} and resource_id = ${it.resource_id}::uuid returning ${columns}`.execute(tx);
  return rows[0];
}
