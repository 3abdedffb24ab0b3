import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { Job, Practitioner, PractitionerRow as DirectoryRow } from '../contract/index.ts';
import type { Author } from './author.ts';
import { assignmentJson } from './assignment.sql.ts';
import type { LastChange } from './changed.ts';
import type { Cursor } from './paging.ts';

/** A person's entry to store: every field known. Days are inclusive, as people say them. */
export interface PractitionerValues {
  family_name: string | null;
  given_name: string | null;
  prefix: string | null;
  suffix: string | null;
  display_name: string;
  staff_number: string | null;
  phone: string | null;
  email: string | null;
  starts_on: string;
  ends_on: string | null;
  registrations: { issuer: string; number: string; valid_from: string | null; valid_to: string | null }[];
  specialties: { display: string; system: string | null; code: string | null }[];
}

export type PractitionerRow = Omit<Practitioner, 'updated_at'> & LastChange;

const columns = sql`p.id, p.display_name, p.family_name, p.given_name, p.prefix, p.suffix, p.staff_number, p.phone, p.email,
  lower(p.employed)::text as starts_on, (upper(p.employed) - 1)::text as ends_on,
  p.version, p.updated_at, p.updated_by_name,
  (select coalesce(jsonb_agg(jsonb_build_object('issuer', r.issuer, 'number', r.number,
      'valid_from', lower(r.valid), 'valid_to', upper(r.valid) - 1, 'valid_today', r.valid @> staff.today()) order by r.place), '[]')
    from staff.registration r where r.practitioner_id = p.id) as registrations,
  (select coalesce(jsonb_agg(jsonb_build_object('display', s.display, 'system', s.system, 'code', s.code) order by s.place), '[]')
    from staff.specialty s where s.practitioner_id = p.id) as specialties,
  (select coalesce(jsonb_agg(${assignmentJson} order by a.during @> staff.today() desc, lower(a.during) desc, a.id), '[]')
    from staff.assignment a join staff.department d on d.id = a.department_id
      left join staff.location l on l.id = a.location_id
    where a.practitioner_id = p.id) as assignments,
  (select jsonb_build_object('account_id', account.id, 'username', account.username, 'enabled', account.disabled_at is null)
    from auth.account where account.staff_id = p.id) as account`;

export async function findPractitioners(tx: Tx, ids: readonly string[]): Promise<PractitionerRow[]> {
  const { rows } = await sql<PractitionerRow>`select ${columns} from staff.practitioner p
    where p.id = any(${ids}::uuid[])`.execute(tx);
  return rows;
}

export async function findPractitioner(tx: Tx, id: string): Promise<PractitionerRow | undefined> {
  return (await findPractitioners(tx, [id]))[0];
}

export interface DirectoryFilter {
  words: string[];
  department_id?: string | undefined;
  job?: Job | undefined;
  state: 'current' | 'other' | 'all';
}

/** The directory by name, from the cursor on. Department and job are those of today, unless former staff is asked for. */
export async function listPractitioners(
  tx: Tx, filter: DirectoryFilter, after: Cursor | null, limit: number,
): Promise<(DirectoryRow & { sort_text: string })[]> {
  const { department_id = null, job = null } = filter;
  const { rows } = await sql<DirectoryRow & { sort_text: string }>`
    with day as materialized (select staff.today() as today)
    select p.id, p.display_name, p.staff_number, p.phone, p.sort_text, p.employed @> today as current,
      array(select s.display from staff.specialty s where s.practitioner_id = p.id order by s.place) as specialties,
      (select coalesce(jsonb_agg(jsonb_build_object('job', a.job, 'title', a.title, 'department_name', d.name,
          'location_name', l.name) order by lower(a.during), a.id), '[]')
        from staff.assignment a join staff.department d on d.id = a.department_id
          left join staff.location l on l.id = a.location_id
        where a.practitioner_id = p.id and a.during @> today) as works
    from day, staff.practitioner p
    where (${filter.state} = 'all' or (p.employed @> today) = (${filter.state} = 'current'))
      and not exists (select from unnest(${filter.words}::text[]) word
        where position(platform.fold(word) in p.search_text) = 0)
      and (${department_id}::uuid is null and ${job}::text is null or exists (
        select from staff.assignment a where a.practitioner_id = p.id
          and (${department_id}::uuid is null or a.department_id = ${department_id}::uuid)
          and (${job}::text is null or a.job = ${job})
          and (${filter.state} <> 'current' or a.during @> today)))
      and (${after?.[0] ?? null}::text is null
        or (p.sort_text, p.id) > (${after?.[0] ?? null}, ${after?.[1] ?? null}::uuid))
    order by p.sort_text, p.id limit ${limit}`.execute(tx);
  return rows;
}

const searched = (person: PractitionerValues): string =>
  [
    person.family_name, person.given_name, person.staff_number,
    ...person.registrations.map((registration) => registration.number),
    ...person.specialties.map((specialty) => specialty.display),
  ].filter((part) => part !== null).join(' ');

/** Stores people, each with numbers and specialties, in one statement each. Returns their ids in the order given. */
export async function insertPractitioners(tx: Tx, people: readonly PractitionerValues[], author: Author): Promise<string[]> {
  const given = JSON.stringify(people.map((person) => ({ ...person, search_text: searched(person) })));
  const { rows } = await sql<{ id: string }>`
    with given as materialized (
      select uuidv7() as id, place, person from jsonb_array_elements(${given}::jsonb) with ordinality as each(person, place)
    ), stored as (
      insert into staff.practitioner (id, family_name, given_name, prefix, suffix, display_name, staff_number, phone, email,
        employed, search_text, updated_by, updated_by_name)
      select id, person->>'family_name', person->>'given_name', person->>'prefix', person->>'suffix', person->>'display_name',
        person->>'staff_number', person->>'phone', person->>'email',
        daterange((person->>'starts_on')::date, (person->>'ends_on')::date, '[]'), platform.fold(person->>'search_text'),
        ${author.account_id}::uuid, ${author.name}
      from given
    )
    select id from given order by place`.execute(tx);
  const ids = rows.map((row) => row.id);
  await insertLists(tx, ids, people);
  return ids;
}

async function insertLists(tx: Tx, ids: readonly string[], people: readonly PractitionerValues[]): Promise<void> {
  const lists = JSON.stringify(people.map(({ registrations, specialties }, at) => ({ id: ids[at], registrations, specialties })));
  await sql`insert into staff.registration (practitioner_id, place, issuer, number, valid)
    select (person->>'id')::uuid, place, item->>'issuer', item->>'number',
      daterange((item->>'valid_from')::date, (item->>'valid_to')::date, '[]')
    from jsonb_array_elements(${lists}::jsonb) person,
      jsonb_array_elements(person->'registrations') with ordinality as each(item, place)`.execute(tx);
  await sql`insert into staff.specialty (practitioner_id, place, display, system, code)
    select (person->>'id')::uuid, place, item->>'display', item->>'system', item->>'code'
    from jsonb_array_elements(${lists}::jsonb) person,
      jsonb_array_elements(person->'specialties') with ordinality as each(item, place)`.execute(tx);
}

/** Locks a person's entry until the end of the transaction, and says which version it has. */
export async function lockPractitioner(tx: Tx, id: string): Promise<number | undefined> {
  const { rows } = await sql<{ version: number }>`select version from staff.practitioner
    where id = ${id}::uuid for update`.execute(tx);
  return rows[0]?.version;
}

/** Changes a person's entry, whose row is locked, and replaces its lists. */
export async function changePractitioner(tx: Tx, id: string, person: PractitionerValues, author: Author): Promise<void> {
  await sql`delete from staff.registration where practitioner_id = ${id}::uuid`.execute(tx);
  await sql`delete from staff.specialty where practitioner_id = ${id}::uuid`.execute(tx);
  await sql`update staff.practitioner set family_name = ${person.family_name}, given_name = ${person.given_name},
      prefix = ${person.prefix}, suffix = ${person.suffix}, display_name = ${person.display_name},
      staff_number = ${person.staff_number}, phone = ${person.phone}, email = ${person.email},
      employed = daterange(${person.starts_on}::date, ${person.ends_on}::date, '[]'),
      search_text = platform.fold(${searched(person)}), version = version + 1, updated_at = clock_timestamp(),
      updated_by = ${author.account_id}::uuid, updated_by_name = ${author.name}
    where id = ${id}::uuid`.execute(tx);
  await insertLists(tx, [id], [person]);
}
