import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { NewResource, NewVisitType, Resource, VisitType } from '../contract/calendar.ts';

const typeColumns = sql.raw('id, code, name, minutes, buffer_before, buffer_after, grid_minutes, bookable_by, notice_minutes, horizon_days, colour, shape, protected, places, active, version');

/** All kinds of appointments, by name. */
export async function listVisitTypes(tx: Tx): Promise<VisitType[]> {
  const { rows } = await sql<VisitType>`select ${typeColumns} from scheduling.visit_type order by platform.fold(name), code`.execute(tx);
  return rows;
}

export async function readVisitType(tx: Tx, id: string): Promise<VisitType | undefined> {
  const { rows } = await sql<VisitType>`select ${typeColumns} from scheduling.visit_type where id = ${id}::uuid`.execute(tx);
  return rows[0];
}

/** Kinds of appointments, by their ids. */
export async function visitTypesOf(tx: Tx, ids: readonly string[]): Promise<Map<string, VisitType>> {
  const { rows } = await sql<VisitType>`select ${typeColumns} from scheduling.visit_type where id = any (${ids}::uuid[])`.execute(tx);
  return new Map(rows.map((type) => [type.id, type]));
}

export async function insertVisitType(tx: Tx, type: NewVisitType): Promise<VisitType> {
  const { rows } = await sql<VisitType>`
    insert into scheduling.visit_type (code, name, minutes, buffer_before, buffer_after, grid_minutes, bookable_by, notice_minutes, horizon_days, colour, shape, protected, places, active)
    values (${type.code}, ${type.name}, ${type.minutes}, ${type.buffer_before}, ${type.buffer_after}, ${type.grid_minutes}, ${type.bookable_by}::text[],
      ${type.notice_minutes}, ${type.horizon_days}, ${type.colour}, ${type.shape}, ${type.protected}, ${type.places}, ${type.active})
    returning ${typeColumns}`.execute(tx);
  return rows[0]!;
}

/** Undefined where there is none, or a newer version. */
export async function saveVisitType(tx: Tx, id: string, version: number, type: NewVisitType): Promise<VisitType | undefined> {
  const { rows } = await sql<VisitType>`
    update scheduling.visit_type set code = ${type.code}, name = ${type.name}, minutes = ${type.minutes}, buffer_before = ${type.buffer_before},
      buffer_after = ${type.buffer_after}, grid_minutes = ${type.grid_minutes}, bookable_by = ${type.bookable_by}::text[], notice_minutes = ${type.notice_minutes},
      horizon_days = ${type.horizon_days}, colour = ${type.colour}, shape = ${type.shape}, protected = ${type.protected}, places = ${type.places}, active = ${type.active}, version = version + 1
    where id = ${id}::uuid and version = ${version} returning ${typeColumns}`.execute(tx);
  return rows[0];
}

/** Calendars by kind and name: all, or those that are named. */
export async function listResources(tx: Tx, ids: readonly string[] | null = null): Promise<Resource[]> {
  const { rows } = await sql<Resource>`
    select r.id, r.kind, r.name, r.practitioner_id, r.location_id, r.department_id, r.languages, r.lanes, r.overbooking, r.active, r.version,
      staff.local_time_zone(r.location_id) as zone,
      coalesce((select array_agg(s.display order by s.place) from staff.specialty s where s.practitioner_id = r.practitioner_id), '{}') as specialties
    from scheduling.resource r where ${ids}::uuid[] is null or r.id = any (${ids}::uuid[])
    order by array_position(array['clinician', 'room', 'equipment'], r.kind), platform.fold(r.name), r.id`.execute(tx);
  return rows;
}

export async function insertResource(tx: Tx, resource: NewResource): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into scheduling.resource (kind, name, practitioner_id, location_id, department_id, languages, lanes, overbooking, active)
    values (${resource.kind}, ${resource.name}, ${resource.practitioner_id}::uuid, ${resource.location_id}::uuid, ${resource.department_id}::uuid,
      ${resource.languages}::text[], ${resource.lanes}, ${resource.overbooking}, ${resource.active})
    returning id`.execute(tx);
  return rows[0]!.id;
}

/** False where there is none, or a newer version. */
export async function saveResource(tx: Tx, id: string, version: number, resource: NewResource): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update scheduling.resource set kind = ${resource.kind}, name = ${resource.name}, practitioner_id = ${resource.practitioner_id}::uuid,
      location_id = ${resource.location_id}::uuid, department_id = ${resource.department_id}::uuid, languages = ${resource.languages}::text[],
      lanes = ${resource.lanes}, overbooking = ${resource.overbooking}, active = ${resource.active}, version = version + 1
    where id = ${id}::uuid and version = ${version}`.execute(tx);
  return numAffectedRows === 1n;
}
