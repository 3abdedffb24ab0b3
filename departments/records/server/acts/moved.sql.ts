import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { Move } from '../../contract/acts.ts';

/** When an entry came into the record where it stands: with its first version there, as far as versions are kept. */
export async function stoodSince(tx: Tx, type: string, id: string, patient_id: string): Promise<Date> {
  const { rows } = await sql<{ since: Date }>`
    select min(last_updated) as since from (
      select last_updated from records.resource where type = ${type} and id = ${id} and patient_id = ${patient_id}::uuid
      union all
      select last_updated from records.resource_history where type = ${type} and id = ${id} and patient_id = ${patient_id}::uuid
    ) version`.execute(tx);
  return rows[0]?.since ?? new Date(0);
}

interface New {
  type: string;
  id: string;
  from: string;
  to: string;
  reason: string;
  since: Date;
}

/** Keeps that an entry was moved, and who had opened the wrong record while it stood there; but not whoever moves it. */
export async function keepMove(tx: Tx, { type, id, from, to, reason, since }: New): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into records.moved (type, resource_id, from_patient_id, patient_id, reason)
    values (${type}, ${id}, ${from}::uuid, ${to}::uuid, ${reason}) returning id`.execute(tx);
  const moved_id = rows[0]!.id;
  await sql`
    insert into records.moved_reader (moved_id, account_id, read_at)
    select ${moved_id}::uuid, account_id, read_at from records.readers_since(${from}::uuid, ${since}) where account_id <> platform.actor_id()`.execute(tx);
  return moved_id;
}

/** Moves out of a record, or into it; or one of them. */
export async function readMoves(tx: Tx, { patient_id = null, id = null }: { patient_id?: string | null; id?: string | null }): Promise<Move[]> {
  const { rows } = await sql<Omit<Move, 'at'> & { at: Date }>`
    select m.id, m.type, m.resource_id, m.from_patient_id, m.patient_id, m.reason, m.moved_at as at,
      (select a.display_name from auth.account a where a.id = m.author) as by,
      coalesce((select jsonb_agg(jsonb_build_object('account_id', r.account_id, 'name', a.display_name, 'read_at', r.read_at) order by r.read_at desc)
        from records.moved_reader r left join auth.account a on a.id = r.account_id where r.moved_id = m.id), '[]') as readers
    from records.moved m
    where case when ${id}::uuid is null then m.from_patient_id = any (records.alias_set(${patient_id}::uuid)) or m.patient_id = any (records.alias_set(${patient_id}::uuid))
      else m.id = ${id}::uuid end
    order by m.moved_at desc, m.id desc limit 200`.execute(tx);
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** Which of these accounts can be told: people who may still sign in. */
export async function tellable(tx: Tx, account_ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from auth.account where id = any (${account_ids}::uuid[]) and kind = 'person' and disabled_at is null order by id`.execute(tx);
  return rows.map(({ id }) => id);
}
