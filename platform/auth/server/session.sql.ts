import { sql } from 'kysely';
import type { Tx } from '../../db/index.ts';

export type SecondFactor = 'none' | 'pending' | 'totp' | 'recovery-code' | 'passkey';
export type EndReason =
  | 'signed-out'
  | 'everywhere'
  | 'switched'
  | 'replaced'
  | 'password'
  | 'revoked'
  | 'disabled'
  | 'second-factor';

export interface NewSession {
  token_hash: Buffer;
  account_id: string;
  second_factor: SecondFactor;
  address: string;
  device: string | null;
}

// A person who has given the password has this long to give the second factor.
const pendingFor = sql`interval '10 minutes'`;

// A display on a wall and a kiosk have nobody beside them who could unlock them; each has one right, and an administrator ends the session.
const onAWall = sql`interval '365 days'`;

/** Begins a session under the hospital's limits. */
export async function insertSession(tx: Tx, session: NewSession): Promise<string> {
  const { rows } = await sql<{ id: string }>`insert into auth.session
      (token_hash, account_id, second_factor, ends_at, lock_after, end_after_idle, address, device)
    select ${session.token_hash}, ${session.account_id}::uuid, ${session.second_factor},
      now() + case when ${session.second_factor} = 'pending' then ${pendingFor} when wall.on_a_wall then ${onAWall} else make_interval(hours => session_hours_max) end,
      case when wall.on_a_wall then ${onAWall} else make_interval(mins => lock_after_minutes) end,
      case when wall.on_a_wall then ${onAWall} else make_interval(mins => end_after_idle_minutes) end,
      ${session.address}, ${session.device}
    from auth.policy, (select coalesce(bool_and(role in ('display', 'kiosk')), false) as on_a_wall from auth.account_role where account_id = ${session.account_id}::uuid) wall
    returning id`.execute(tx);
  if (rows[0] === undefined) throw new Error('auth.policy has lost its row');
  return rows[0].id;
}

/** Ends one session, if it has not ended. Returns whether it had still been open. */
export async function endSession(tx: Tx, session_id: string, because: EndReason): Promise<boolean> {
  const { rows } = await sql`update auth.session set ended_at = now(), ended_because = ${because}
    where id = ${session_id}::uuid and ended_at is null returning id`.execute(tx);
  return rows.length > 0;
}

/** Ends all sessions of an account, except one where it is told; returns how many. */
export async function endSessionsOf(tx: Tx, account_id: string, because: EndReason, except: string | null = null): Promise<number> {
  const { rows } = await sql`update auth.session set ended_at = now(), ended_because = ${because}
    where account_id = ${account_id}::uuid and ended_at is null and ends_at > now()
      and id is distinct from ${except}::uuid returning id`.execute(tx);
  return rows.length;
}

/** Locks a session. */
export async function lockSession(tx: Tx, session_id: string): Promise<void> {
  await sql`update auth.session set locked_at = coalesce(locked_at, now())
    where id = ${session_id}::uuid and ended_at is null`.execute(tx);
}

/** Notes that the person has just given the password again. */
export async function confirmSession(tx: Tx, session_id: string): Promise<void> {
  await sql`update auth.session set confirmed_at = now() where id = ${session_id}::uuid and ended_at is null`.execute(tx);
}

/**
 * Gives a session a new token, after its holder has proved who they are: what the session may do grows, and a token that
 * somebody saw before is worth nothing. The former token is named, so that of two calls with one token one succeeds.
 */
export async function rotateToken(
  tx: Tx,
  rotation: { session_id: string; from: Buffer; to: Buffer; second_factor?: SecondFactor },
): Promise<boolean> {
  const given = rotation.second_factor ?? null;
  const { rows } = await sql`update auth.session session set token_hash = ${rotation.to}, confirmed_at = now(),
      last_seen_at = now(), locked_at = null, second_factor = coalesce(${given}, session.second_factor),
      ends_at = case when session.second_factor = 'pending' and ${given}::text is not null
        then now() + make_interval(hours => policy.session_hours_max) else session.ends_at end
    from auth.policy policy
    where session.id = ${rotation.session_id}::uuid and session.token_hash = ${rotation.from}
      and session.ended_at is null and session.ends_at > now()
    returning session.id`.execute(tx);
  return rows.length > 0;
}

export interface SessionRow {
  id: string;
  device: string | null;
  address: string | null;
  created_at: Date;
  last_seen_at: Date;
  ends_at: Date;
  locked: boolean;
}

/** The open sessions of an account, the last used first. */
export async function readSessionsOf(tx: Tx, account_id: string): Promise<SessionRow[]> {
  const { rows } = await sql<SessionRow>`select id, device, address, created_at, last_seen_at, ends_at,
      locked_at is not null or last_seen_at < now() - lock_after as locked
    from auth.session
    where account_id = ${account_id}::uuid and ended_at is null and ends_at > now()
      and last_seen_at > now() - end_after_idle and second_factor <> 'pending'
    order by last_seen_at desc, id desc limit 200`.execute(tx);
  return rows;
}
