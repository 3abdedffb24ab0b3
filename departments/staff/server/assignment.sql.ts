import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { Assignment, Job } from '../contract/index.ts';
import type { Author } from './author.ts';
import type { LastChange } from './changed.ts';

/** An assignment to store: every field known. Days are inclusive, as people say them. */
export interface AssignmentValues {
  practitioner_id: string;
  department_id: string;
  location_id: string | null;
  job: Job;
  title: string | null;
  starts_on: string;
  ends_on: string | null;
}

export type AssignmentRow = Assignment & LastChange;

/** An assignment `a`, with its department `d` and its place `l`, as the contract shows it. */
export const assignmentJson = sql`jsonb_build_object('id', a.id, 'practitioner_id', a.practitioner_id,
  'department_id', a.department_id, 'department_name', d.name, 'location_id', a.location_id, 'location_name', l.name,
  'job', a.job, 'title', a.title, 'starts_on', lower(a.during), 'ends_on', upper(a.during) - 1, 'version', a.version)`;

export async function findAssignments(tx: Tx, ids: readonly string[]): Promise<AssignmentRow[]> {
  const { rows } = await sql<{ assignment: Assignment } & LastChange>`
    select ${assignmentJson} as assignment, a.updated_at, a.updated_by_name
    from staff.assignment a join staff.department d on d.id = a.department_id left join staff.location l on l.id = a.location_id
    where a.id = any(${ids}::uuid[])`.execute(tx);
  return rows.map(({ assignment, ...change }) => ({ ...assignment, ...change }));
}

export async function findAssignment(tx: Tx, id: string): Promise<AssignmentRow | undefined> {
  return (await findAssignments(tx, [id]))[0];
}

/** Stores assignments in one statement. Returns their ids. */
export async function insertAssignments(tx: Tx, assignments: readonly AssignmentValues[], author: Author): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`insert into staff.assignment
      (practitioner_id, department_id, location_id, job, title, during, updated_by, updated_by_name)
    select practitioner_id, department_id, location_id, job, title, daterange(starts_on, ends_on, '[]'),
      ${author.account_id}::uuid, ${author.name}
    from jsonb_to_recordset(${JSON.stringify(assignments)}::jsonb) as given(practitioner_id uuid, department_id uuid,
      location_id uuid, job text, title text, starts_on date, ends_on date)
    returning id`.execute(tx);
  return rows.map((row) => row.id);
}

/** Sets the last day of an assignment if its version is still the one seen; false otherwise. */
export async function endAssignment(tx: Tx, id: string, version: number, ends_on: string, author: Author): Promise<boolean> {
  const { rows } = await sql`update staff.assignment set during = daterange(lower(during), ${ends_on}::date, '[]'),
      version = version + 1, updated_at = clock_timestamp(), updated_by = ${author.account_id}::uuid, updated_by_name = ${author.name}
    where id = ${id}::uuid and version = ${version} returning id`.execute(tx);
  return rows.length > 0;
}

/** Ends what somebody does on their last day; returns which assignments were cut. Those that begin later are left. */
export async function cutAssignments(tx: Tx, practitioner_id: string, ends_on: string, author: Author): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`update staff.assignment
    set during = daterange(lower(during), ${ends_on}::date, '[]'), version = version + 1, updated_at = clock_timestamp(),
      updated_by = ${author.account_id}::uuid, updated_by_name = ${author.name}
    where practitioner_id = ${practitioner_id}::uuid and lower(during) <= ${ends_on}::date
      and (upper_inf(during) or upper(during) - 1 > ${ends_on}::date)
    returning id`.execute(tx);
  return rows.map((row) => row.id);
}

/** Takes back an assignment that has not begun, if its version is still the one seen; false otherwise. */
export async function removeAssignment(tx: Tx, id: string, version: number): Promise<boolean> {
  const { rows } = await sql`delete from staff.assignment
    where id = ${id}::uuid and version = ${version} and lower(during) > staff.today() returning id`.execute(tx);
  return rows.length > 0;
}

/** Whether an assignment of the person would lie before or after these days; null when none does. */
export async function assignmentsOutside(
  tx: Tx, practitioner_id: string, days: { starts_on: string; ends_on: string | null },
): Promise<'before' | 'after' | null> {
  const { rows } = await sql<{ side: 'before' | 'after' }>`
    select case when lower(during) < ${days.starts_on}::date then 'before' else 'after' end as side
    from staff.assignment where practitioner_id = ${practitioner_id}::uuid
      and not during <@ daterange(${days.starts_on}::date, ${days.ends_on}::date, '[]') limit 1`.execute(tx);
  return rows[0]?.side ?? null;
}
