import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { Department, DepartmentKind } from '../contract/index.ts';
import type { Author } from './author.ts';
import type { LastChange } from './changed.ts';
import type { Cursor } from './paging.ts';

/** A department to store: every field known. */
export interface DepartmentValues {
  code: string;
  name: string;
  kind: DepartmentKind;
  parent_id: string | null;
  phone: string | null;
  email: string | null;
  active: boolean;
}

export type DepartmentRow = Omit<Department, 'updated_at'> & LastChange & { sort_text: string };

const columns = sql.raw('id, code, name, kind, parent_id, phone, email, active, version, updated_at, updated_by_name, sort_text');

export interface DepartmentFilter {
  words: string[];
  kind?: DepartmentKind | undefined;
  active?: boolean | undefined;
}

/** Departments by name, from the cursor on. */
export async function listDepartments(tx: Tx, filter: DepartmentFilter, after: Cursor | null, limit: number): Promise<DepartmentRow[]> {
  const { rows } = await sql<DepartmentRow>`select ${columns} from staff.department
    where (${filter.kind ?? null}::text is null or kind = ${filter.kind ?? null})
      and (${filter.active ?? null}::boolean is null or active = ${filter.active ?? null})
      and not exists (select from unnest(${filter.words}::text[]) word
        where position(platform.fold(word) in search_text) = 0)
      and (${after?.[0] ?? null}::text is null
        or (sort_text, id) > (${after?.[0] ?? null}, ${after?.[1] ?? null}::uuid))
    order by sort_text, id limit ${limit}`.execute(tx);
  return rows;
}

export async function findDepartment(tx: Tx, id: string): Promise<DepartmentRow | undefined> {
  const { rows } = await sql<DepartmentRow>`select ${columns} from staff.department where id = ${id}::uuid`.execute(tx);
  return rows[0];
}

/** Stores departments in the order given, so that a parent may come with its children. */
export async function insertDepartments(tx: Tx, departments: (DepartmentValues & { id?: string })[], author: Author): Promise<DepartmentRow[]> {
  const { rows } = await sql<DepartmentRow>`insert into staff.department
      (id, code, name, kind, parent_id, phone, email, active, updated_by, updated_by_name)
    select coalesce(id, uuidv7()), code, name, kind, parent_id, phone, email, active, ${author.account_id}::uuid, ${author.name}
    from jsonb_to_recordset(${JSON.stringify(departments)}::jsonb)
      as given(id uuid, code text, name text, kind text, parent_id uuid, phone text, email text, active boolean)
    returning ${columns}`.execute(tx);
  return rows;
}

/** Changes a department if its version is still the one seen; nothing otherwise. */
export async function changeDepartment(
  tx: Tx, id: string, version: number, values: DepartmentValues, author: Author,
): Promise<DepartmentRow | undefined> {
  const { rows } = await sql<DepartmentRow>`update staff.department set code = ${values.code}, name = ${values.name},
      kind = ${values.kind}, parent_id = ${values.parent_id}::uuid, phone = ${values.phone}, email = ${values.email},
      active = ${values.active}, version = version + 1, updated_at = clock_timestamp(),
      updated_by = ${author.account_id}::uuid, updated_by_name = ${author.name}
    where id = ${id}::uuid and version = ${version} returning ${columns}`.execute(tx);
  return rows[0];
}
