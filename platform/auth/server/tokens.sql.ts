import { sql } from 'kysely';
import type { Tx } from '../../db/index.ts';

export interface TokenRow {
  id: string;
  account_id: string;
  name: string;
  scopes: string[];
  created_at: Date;
  expires_at: Date | null;
  last_used_at: Date | null;
  revoked_at: Date | null;
}

const columns = sql`id, account_id, name, scopes, created_at, expires_at, last_used_at, revoked_at`;

export interface NewToken {
  account_id: string;
  token_hash: Buffer;
  name: string;
  scopes: readonly string[];
  expires_at: Date | null;
  by: string | null;
}

export async function insertToken(tx: Tx, token: NewToken): Promise<TokenRow> {
  const { rows } = await sql<TokenRow>`insert into auth.api_token (account_id, token_hash, name, scopes, expires_at, created_by)
    values (${token.account_id}::uuid, ${token.token_hash}, ${token.name}, ${token.scopes}::text[], ${token.expires_at}, ${token.by}::uuid)
    returning ${columns}`.execute(tx);
  if (rows[0] === undefined) throw new Error('the token was not kept');
  return rows[0];
}

/** Tokens, the newest first; of one account where it is told. */
export async function readTokens(tx: Tx, account_id: string | null): Promise<TokenRow[]> {
  const { rows } = await sql<TokenRow>`select ${columns} from auth.api_token
    where ${account_id}::uuid is null or account_id = ${account_id}::uuid order by created_at desc, id desc limit 500`.execute(tx);
  return rows;
}

/** Revokes a token; null when there is none. */
export async function revokeTokenRow(tx: Tx, id: string): Promise<TokenRow | null> {
  const { rows } = await sql<TokenRow>`update auth.api_token set revoked_at = coalesce(revoked_at, now())
    where id = ${id}::uuid returning ${columns}`.execute(tx);
  return rows[0] ?? null;
}

/** Revokes all tokens of an account; returns how many. */
export async function revokeTokensOf(tx: Tx, account_id: string): Promise<number> {
  const { rows } = await sql`update auth.api_token set revoked_at = now()
    where account_id = ${account_id}::uuid and revoked_at is null returning id`.execute(tx);
  return rows.length;
}

/** The permissions that the roles of an account hold together. */
export async function permissionsOf(tx: Tx, account_id: string): Promise<string[]> {
  const { rows } = await sql<{ permission: string }>`select distinct granted.permission from auth.account_role held
    join auth.role_permission granted on granted.role = held.role
    where held.account_id = ${account_id}::uuid order by granted.permission`.execute(tx);
  return rows.map((row) => row.permission);
}
