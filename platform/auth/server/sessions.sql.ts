import { sql } from 'kysely';
import type { Tx } from '../../db/index.ts';
import type { HeldSession } from '../contract/shapes.ts';
import type { SessionRow } from './session.sql.ts';

export type HeldSessionRow = SessionRow & { account: HeldSession['account'] };

interface SessionFilter {
  query?: string | undefined;
  limit: number;
  after?: string | undefined;
}

const live = sql`session.ended_at is null and session.ends_at > now() and session.last_seen_at > now() - session.end_after_idle and session.second_factor <> 'pending'`;

/** A page of the live sessions, the latest sign-in first; one more than asked shows that there is another page. No token is read. */
export async function readSessions(tx: Tx, { query = '', limit, after }: SessionFilter): Promise<HeldSessionRow[]> {
  const pattern = query === '' ? null : `%${query.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  const { rows } = await sql<HeldSessionRow>`select session.id, session.device, session.address, session.created_at, session.last_seen_at, session.ends_at,
      session.locked_at is not null or session.last_seen_at < now() - session.lock_after as locked,
      json_build_object('id', account.id, 'username', account.username, 'display_name', account.display_name, 'kind', account.kind,
        'roles', array(select role from auth.account_role where account_id = account.id order by role)) as account
    from auth.session session join auth.account account on account.id = session.account_id
    where ${live} and (${after ?? null}::uuid is null or session.id < ${after ?? null}::uuid)
      and (${pattern}::text is null or account.username_folded like auth.fold(${pattern}) or auth.fold(account.display_name) like auth.fold(${pattern})
        or session.address like ${pattern} or session.device ilike ${pattern})
    order by session.id desc limit ${limit + 1}`.execute(tx);
  return rows;
}

/** Whose a live session is; null where it has ended. */
export async function holderOf(tx: Tx, session_id: string): Promise<string | null> {
  const { rows } = await sql<{ account_id: string }>`select session.account_id from auth.session session where session.id = ${session_id}::uuid and ${live}`.execute(tx);
  return rows[0]?.account_id ?? null;
}
