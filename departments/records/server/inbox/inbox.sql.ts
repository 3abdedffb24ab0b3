import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { Colleague, CoverShown } from '../../contract/inbox.ts';

/** The departments that the holder of an account works in now, by the FHIR face of the staff directory. */
export async function departmentsOf(tx: Tx, account_id: string): Promise<{ id: string; name: string | null }[]> {
  const { rows } = await sql<{ id: string; name: string | null }>`
    select distinct o.id, o.title as name
    from auth.account a
    join records.resource r on r.type = 'PractitionerRole' and not r.deleted
      and r.body->'practitioner'->>'reference' = 'Practitioner/' || a.staff_id::text and r.body->>'active' is distinct from 'false'
      and (r.period is null or r.period @> now())
    join records.resource o on o.type = 'Organization' and not o.deleted and r.body->'organization'->>'reference' = 'Organization/' || o.id
    where a.id = ${account_id}::uuid order by o.id`.execute(tx);
  return rows;
}

type CoverRow = Omit<CoverShown, 'from' | 'to'> & { from: Date; to: Date };

const covers = sql`select c.id, c.account_id, away.display_name as account_name, c.colleague_id, colleague.display_name as colleague_name,
    lower(c.during) as from, upper(c.during) as to
  from records.cover c join auth.account away on away.id = c.account_id join auth.account colleague on colleague.id = c.colleague_id`;

const shown = ({ from, to, ...row }: CoverRow): CoverShown => ({ ...row, from: from.toISOString(), to: to.toISOString() });

/** Whose inbox this person looks after at this moment. */
export async function coveredNow(tx: Tx, account_id: string): Promise<CoverShown[]> {
  const { rows } = await sql<CoverRow>`${covers} where c.colleague_id = ${account_id}::uuid and c.during @> now() order by upper(c.during), c.id`.execute(tx);
  return rows.map(shown);
}

/** What this person covers and by whom they are covered, now and later. */
export async function coversOf(tx: Tx, account_id: string): Promise<CoverShown[]> {
  const { rows } = await sql<CoverRow>`${covers} where ${account_id}::uuid in (c.colleague_id, c.account_id) and upper(c.during) > now()
    order by lower(c.during), c.id limit 200`.execute(tx);
  return rows.map(shown);
}

export async function findCover(tx: Tx, id: string): Promise<CoverShown | undefined> {
  const { rows } = await sql<CoverRow>`${covers} where c.id = ${id}::uuid`.execute(tx);
  return rows[0] && shown(rows[0]);
}

export async function insertCover(tx: Tx, colleague_id: string, from: string, to: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`insert into records.cover (account_id, colleague_id, during)
    values (platform.actor_id(), ${colleague_id}::uuid, tstzrange(${from}::timestamptz, ${to}::timestamptz)) returning id`.execute(tx);
  return rows[0]?.id ?? '';
}

/** Ends one’s own cover: what has begun ends now, what has not is taken back. False where there is none. */
export async function endCover(tx: Tx, id: string): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    with ended as (
      update records.cover set during = tstzrange(lower(during), now())
      where id = ${id}::uuid and account_id = platform.actor_id() and lower(during) < now() and upper(during) > now() returning id
    ), taken_back as (
      delete from records.cover where id = ${id}::uuid and account_id = platform.actor_id() and lower(during) >= now() returning id
    )
    select id from ended union all select id from taken_back`.execute(tx);
  return rows.length > 0;
}

/** Colleagues who can sign in, by any part of their name; at most twenty. */
export async function findColleagues(tx: Tx, words: readonly string[]): Promise<Colleague[]> {
  const { rows } = await sql<Colleague>`
    select a.id as account_id, a.display_name as name, a.username from auth.account a
    where a.kind = 'person' and a.disabled_at is null and a.id <> platform.actor_id()
      and not exists (select from unnest(${words}::text[]) word
        where position(platform.fold(word) in platform.fold(a.display_name || ' ' || a.username)) = 0)
    order by a.display_name, a.id limit 20`.execute(tx);
  return rows;
}
