import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { LoopFacts } from '../../rules/loop/task.ts';

/** A loop as it is read: with the names of its owner and of whoever opened and closed it. */
export interface LoopRow extends LoopFacts {
  about_title: string | null;
  about_value: string | null;
  about_unit: string | null;
  about_flag: string | null;
  patient_name: string | null;
  birth_date: string | null;
  opened_by_name: string | null;
  closed_by_name: string | null;
  version: number;
  /** The clock of the database, by which it is overdue or not. */
  now: Date;
}

const read = sql`
  select l.id, l.kind, l.title, l.patient_id, l.visit_id, l.about_type, l.about_id, l.owner_account, l.owner_role, l.owner_department,
    account.staff_id as owner_staff_id, coalesce(account.display_name, role.title, department.title) as owner_name,
    l.due, l.state, l.outcome, l.note, l.opened_at, l.opened_by_name, l.closed_at, l.closed_by_name, l.version, now() as now,
    about.title as about_title, about.value as about_value, about.unit as about_unit, about.flag as about_flag,
    coalesce(patient.body->'name'->0->>'text', concat_ws(', ', upper(patient.body->'name'->0->>'family'), patient.body->'name'->0->'given'->>0)) as patient_name,
    patient.body->>'birthDate' as birth_date
  from records.loop l
  left join auth.account account on account.id = l.owner_account
  left join auth.role role on role.name = l.owner_role
  left join records.resource department on department.type = 'Organization' and department.id = l.owner_department
  left join records.resource about on about.type = l.about_type and about.id = l.about_id
  left join records.resource patient on patient.type = 'Patient' and patient.id = records.surviving(l.patient_id)::text`;

/** Whose loops are read. */
export interface Owners {
  accounts: readonly string[];
  roles: readonly string[];
  departments: readonly string[];
}

const ownedBy = ({ accounts, roles, departments }: Owners) => sql`(l.owner_account = any (${accounts}::uuid[])
  or l.owner_role = any (${roles}::text[]) or l.owner_department = any (${departments}::text[]))`;

/** What these owners have to close, soonest due first. */
export async function loopsOf(tx: Tx, owners: Owners, limit: number): Promise<LoopRow[]> {
  const { rows } = await sql<LoopRow>`${read} where l.state = 'open' and ${ownedBy(owners)} order by l.due, l.id limit ${limit}`.execute(tx);
  return rows;
}

/** How much these owners have to close, how much of it is late, and how much of it the actor may not see. */
export async function countLoops(tx: Tx, owners: Owners): Promise<{ open: number; overdue: number; hidden: number }> {
  const { rows } = await sql<{ open: number; overdue: number; hidden: number }>`
    select count(*)::int as open, count(*) filter (where l.due < now())::int as overdue,
      records.hidden_loops(${owners.accounts}::uuid[], ${owners.roles}::text[], ${owners.departments}::text[]) as hidden
    from records.loop l where l.state = 'open' and ${ownedBy(owners)}`.execute(tx);
  return rows[0] ?? { open: 0, overdue: 0, hidden: 0 };
}

export interface OpenFilter {
  overdue: boolean;
  kind?: string | undefined;
  department_id?: string | undefined;
  after: readonly [due: string, id: string] | null;
  limit: number;
}

/** What is open in the whole hospital, the longest overdue first. */
export async function openLoops(tx: Tx, { overdue, kind, department_id, after, limit }: OpenFilter): Promise<LoopRow[]> {
  const { rows } = await sql<LoopRow>`${read} where l.state = 'open'
    ${overdue ? sql`and l.due < now()` : sql``}
    ${kind === undefined ? sql`` : sql`and l.kind = ${kind}`}
    ${department_id === undefined ? sql`` : sql`and l.owner_department = ${department_id}`}
    ${after === null ? sql`` : sql`and (l.due, l.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)`}
    order by l.due, l.id limit ${limit}`.execute(tx);
  return rows;
}

/** What is open in these records, soonest due first; with what was closed, if asked. */
export async function loopsOfPatient(tx: Tx, patient_ids: readonly string[], closed: boolean): Promise<LoopRow[]> {
  const { rows } = await sql<LoopRow>`${read} where l.patient_id = any (${patient_ids}::uuid[]) and (${closed} or l.state = 'open')
    order by (l.state = 'open') desc, l.due, l.id limit 500`.execute(tx);
  return rows;
}

export async function findLoop(tx: Tx, id: string): Promise<LoopRow | undefined> {
  const { rows } = await sql<LoopRow>`${read} where l.id = ${id}::uuid`.execute(tx);
  return rows[0];
}
