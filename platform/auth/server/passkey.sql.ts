import { sql } from 'kysely';
import type { Tx } from '../../db/index.ts';

export interface PasskeyRow {
  id: string;
  account_id: string;
  credential_id: string;
  public_key: Buffer;
  sign_count: bigint;
  transports: string[];
  label: string;
  synced: boolean;
  created_at: Date;
  last_used_at: Date | null;
}

/** Keeps a challenge for five minutes, and forgets those that are over. */
export async function insertChallenge(tx: Tx, challenge: string, account_id: string | null): Promise<string> {
  await sql`delete from auth.passkey_challenge where expires_at < now()`.execute(tx);
  const { rows } = await sql<{ id: string }>`insert into auth.passkey_challenge (purpose, account_id, challenge, expires_at)
    values (${account_id === null ? 'sign-in' : 'register'}, ${account_id}::uuid, ${challenge}, now() + interval '5 minutes')
    returning id`.execute(tx);
  if (rows[0] === undefined) throw new Error('the challenge was not kept');
  return rows[0].id;
}

/** Takes a challenge: once, by whoever it was made for. */
export async function takeChallenge(tx: Tx, id: string, account_id: string | null): Promise<string | null> {
  const { rows } = await sql<{ challenge: string }>`delete from auth.passkey_challenge
    where id = ${id}::uuid and account_id is not distinct from ${account_id}::uuid and expires_at > now()
    returning challenge`.execute(tx);
  return rows[0]?.challenge ?? null;
}

const columns = sql`id, account_id, credential_id, public_key, sign_count, transports, label, synced, created_at, last_used_at`;

export async function readPasskeys(tx: Tx, account_id: string): Promise<PasskeyRow[]> {
  const { rows } = await sql<PasskeyRow>`select ${columns} from auth.passkey where account_id = ${account_id}::uuid
    order by created_at, id`.execute(tx);
  return rows;
}

export async function findPasskey(tx: Tx, credential_id: string): Promise<PasskeyRow | null> {
  const { rows } = await sql<PasskeyRow>`select ${columns} from auth.passkey where credential_id = ${credential_id}`.execute(tx);
  return rows[0] ?? null;
}

export async function insertPasskey(
  tx: Tx, passkey: Omit<PasskeyRow, 'id' | 'created_at' | 'last_used_at' | 'sign_count'> & { sign_count: number },
): Promise<PasskeyRow> {
  const { rows } = await sql<PasskeyRow>`insert into auth.passkey
      (account_id, credential_id, public_key, sign_count, transports, label, synced)
    values (${passkey.account_id}::uuid, ${passkey.credential_id}, ${passkey.public_key}, ${passkey.sign_count},
      ${passkey.transports}::text[], ${passkey.label}, ${passkey.synced})
    returning ${columns}`.execute(tx);
  if (rows[0] === undefined) throw new Error('the passkey was not kept');
  return rows[0];
}

/** Notes a use; false when the counter did not grow, which betrays a copy. Synced passkeys do not count (always 0). */
export async function countUse(tx: Tx, id: string, sign_count: number): Promise<boolean> {
  const { rows } = await sql`update auth.passkey set sign_count = ${sign_count}, last_used_at = now()
    where id = ${id}::uuid and (sign_count < ${sign_count} or (sign_count = 0 and ${sign_count} = 0)) returning id`.execute(tx);
  return rows.length > 0;
}

export async function deletePasskey(tx: Tx, account_id: string, id: string): Promise<boolean> {
  const { rows } = await sql`delete from auth.passkey where id = ${id}::uuid and account_id = ${account_id}::uuid
    returning id`.execute(tx);
  return rows.length > 0;
}

/** Removes all passkeys of an account; returns how many. */
export async function deletePasskeysOf(tx: Tx, account_id: string): Promise<number> {
  const { rows } = await sql`delete from auth.passkey where account_id = ${account_id}::uuid returning id`.execute(tx);
  return rows.length;
}
