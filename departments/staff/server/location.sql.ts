import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { Location, LocationKind } from '../contract/index.ts';
import type { Author } from './author.ts';
import type { LastChange } from './changed.ts';
import type { Cursor } from './paging.ts';

/** A place to store: every field known. */
export interface LocationValues {
  code: string;
  name: string;
  kind: LocationKind;
  parent_id: string | null;
  department_id: string | null;
  time_zone: string | null;
  active: boolean;
}

export type LocationRow = Omit<Location, 'updated_at'> & LastChange;

const columns = sql`place.id, place.code, place.name, place.kind, place.parent_id, place.department_id, place.time_zone,
  place.active, place.version, place.updated_at, place.updated_by_name,
  staff.local_time_zone(place.id) as local_time_zone,
  (select count(*)::int from staff.location child where child.parent_id = place.id) as children,
  coalesce((
    with recursive upward(id, code, name, kind, parent_id, step) as (
      select l.id, l.code, l.name, l.kind, l.parent_id, 1 from staff.location l where l.id = place.parent_id
      union all
      select l.id, l.code, l.name, l.kind, l.parent_id, u.step + 1 from upward u join staff.location l on l.id = u.parent_id
    )
    select jsonb_agg(jsonb_build_object('id', id, 'code', code, 'name', name, 'kind', kind) order by step desc) from upward
  ), '[]') as path`;

export interface LocationFilter {
  words: string[];
  kind?: LocationKind | undefined;
  parent_id?: string | undefined;
  department_id?: string | undefined;
  active?: boolean | undefined;
}

/** Places by code, from the cursor on. The page is cut before the ways to the places are followed. */
export async function listLocations(tx: Tx, filter: LocationFilter, after: Cursor | null, limit: number): Promise<LocationRow[]> {
  const parent = filter.parent_id === 'none' ? sql`and parent_id is null`
    : filter.parent_id === undefined ? sql`` : sql`and parent_id = ${filter.parent_id}::uuid`;
  const { rows } = await sql<LocationRow>`select ${columns} from (
      select * from staff.location
      where (${filter.kind ?? null}::text is null or kind = ${filter.kind ?? null})
        and (${filter.active ?? null}::boolean is null or active = ${filter.active ?? null})
        and (${filter.department_id ?? null}::uuid is null or department_id = ${filter.department_id ?? null}::uuid)
        ${parent}
        and not exists (select from unnest(${filter.words}::text[]) word
          where position(platform.fold(word) in search_text) = 0)
        and (${after?.[0] ?? null}::text is null
          or (code collate "C", id) > (${after?.[0] ?? null} collate "C", ${after?.[1] ?? null}::uuid))
      order by code collate "C", id limit ${limit}
    ) place order by place.code collate "C", place.id`.execute(tx);
  return rows;
}

/** The places of these ids, in no order. */
export async function findLocations(tx: Tx, ids: readonly string[]): Promise<LocationRow[]> {
  const { rows } = await sql<LocationRow>`select ${columns} from staff.location place
    where place.id = any(${ids}::uuid[])`.execute(tx);
  return rows;
}

export async function findLocation(tx: Tx, id: string): Promise<LocationRow | undefined> {
  return (await findLocations(tx, [id]))[0];
}

/** Stores places in one statement, so that a ward may come with its rooms and beds. Returns their ids. */
export async function insertLocations(tx: Tx, places: (LocationValues & { id?: string })[], author: Author): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`insert into staff.location
      (id, code, name, kind, parent_id, department_id, time_zone, active, updated_by, updated_by_name)
    select coalesce(id, uuidv7()), code, name, kind, parent_id, department_id, time_zone, active,
      ${author.account_id}::uuid, ${author.name}
    from jsonb_to_recordset(${JSON.stringify(places)}::jsonb)
      as given(id uuid, code text, name text, kind text, parent_id uuid, department_id uuid, time_zone text, active boolean)
    returning id`.execute(tx);
  return rows.map((row) => row.id);
}

/** Changes a place if its version is still the one seen; false otherwise. */
export async function changeLocation(
  tx: Tx, id: string, version: number, values: LocationValues, author: Author,
): Promise<boolean> {
  const { rows } = await sql`update staff.location set code = ${values.code}, name = ${values.name},
      kind = ${values.kind}, parent_id = ${values.parent_id}::uuid, department_id = ${values.department_id}::uuid,
      time_zone = ${values.time_zone}, active = ${values.active}, version = version + 1, updated_at = clock_timestamp(),
      updated_by = ${author.account_id}::uuid, updated_by_name = ${author.name}
    where id = ${id}::uuid and version = ${version} returning id`.execute(tx);
  return rows.length > 0;
}
