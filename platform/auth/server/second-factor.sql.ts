import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { blindIndex, seal, unseal } from '../../crypto/index.ts';
import type { Tx } from '../../db/index.ts';
import { makeCode, readCode } from '../rules/code.ts';

const placeOf = (row: string): { table: string; column: string; row: string } => ({
  table: 'auth.second_factor',
  column: 'secret_sealed',
  row,
});

export interface Methods {
  totp: boolean;
  recovery_codes: number;
  passkeys: number;
}

/** The second factors that an account has. */
export async function readMethods(tx: Tx, account_id: string): Promise<Methods> {
  const { rows } = await sql<Methods>`select
    exists (select from auth.second_factor where account_id = ${account_id}::uuid and confirmed) as totp,
    (select count(*)::int from auth.recovery_code where account_id = ${account_id}::uuid and used_at is null) as recovery_codes,
    (select count(*)::int from auth.passkey where account_id = ${account_id}::uuid) as passkeys`.execute(tx);
  return rows[0] ?? { totp: false, recovery_codes: 0, passkeys: 0 };
}

/** Whether there is a second factor that could be given. */
export async function hasSecondFactor(tx: Tx, account_id: string): Promise<boolean> {
  const { totp, passkeys } = await readMethods(tx, account_id);
  return totp || passkeys > 0;
}

export interface Totp {
  id: string;
  secret: Buffer;
  created_at: Date;
}

/** The authenticator app of an account: the one in use, or the one being enrolled. */
export async function readTotp(tx: Tx, account_id: string, confirmed: boolean): Promise<Totp | null> {
  const { rows } = await sql<{ id: string; secret_sealed: Buffer; created_at: Date }>`select id, secret_sealed, created_at
    from auth.second_factor where account_id = ${account_id}::uuid and confirmed = ${confirmed}`.execute(tx);
  const row = rows[0];
  return row === undefined ? null : { id: row.id, secret: unseal(row.secret_sealed, placeOf(row.id)), created_at: row.created_at };
}

/** Keeps a secret that is being enrolled, in place of one that was begun before. */
export async function beginTotpEnrolment(tx: Tx, account_id: string, secret: Uint8Array): Promise<void> {
  const id = randomUUID();
  await sql`delete from auth.second_factor where account_id = ${account_id}::uuid and not confirmed`.execute(tx);
  await sql`insert into auth.second_factor (id, account_id, secret_sealed)
    values (${id}::uuid, ${account_id}::uuid, ${seal(secret, placeOf(id))})`.execute(tx);
}

/** Puts the enrolled app in use, in place of a former one; the code that confirmed it is spent. */
export async function confirmTotpEnrolment(tx: Tx, account_id: string, id: string, step: number): Promise<boolean> {
  await sql`delete from auth.second_factor where account_id = ${account_id}::uuid and confirmed`.execute(tx);
  const { rows } = await sql`update auth.second_factor set confirmed = true, last_step = ${step}, created_at = now()
    where id = ${id}::uuid and account_id = ${account_id}::uuid and not confirmed returning id`.execute(tx);
  return rows.length > 0;
}

/**
 * Spends the code of a time step: true once, for whoever comes first; a second call waits for the first to commit and
 * is refused. Steps before it are refused too.
 */
export async function spendStep(tx: Tx, id: string, step: number): Promise<boolean> {
  const { rows } = await sql`update auth.second_factor set last_step = ${step}
    where id = ${id}::uuid and confirmed and (last_step is null or last_step < ${step}) returning id`.execute(tx);
  return rows.length > 0;
}

/** Removes the authenticator app, confirmed or begun. */
export async function deleteTotp(tx: Tx, account_id: string): Promise<boolean> {
  const { rows } = await sql<{ confirmed: boolean }>`delete from auth.second_factor
    where account_id = ${account_id}::uuid returning confirmed`.execute(tx);
  return rows.some((row) => row.confirmed);
}

const codes = 10;
// 50 bits each: read from the database they cannot be tried out, since the hash is keyed by a key outside it.
const characters = 10;
const hashCode = (account_id: string, code: string): Buffer => blindIndex(`auth.recovery_code ${account_id}`, readCode(code));

/** New recovery codes in place of all former ones; they are told once. */
export async function replaceRecoveryCodes(tx: Tx, account_id: string): Promise<string[]> {
  const made = Array.from({ length: codes }, () => makeCode(characters));
  await deleteRecoveryCodes(tx, account_id);
  await sql`insert into auth.recovery_code (account_id, code_hash)
    select ${account_id}::uuid, unnest(${made.map((code) => hashCode(account_id, code))}::bytea[])`.execute(tx);
  return made;
}

export async function deleteRecoveryCodes(tx: Tx, account_id: string): Promise<void> {
  await sql`delete from auth.recovery_code where account_id = ${account_id}::uuid`.execute(tx);
}

/** Spends a recovery code: true once. */
export async function spendRecoveryCode(tx: Tx, account_id: string, code: string): Promise<boolean> {
  const { rows } = await sql`update auth.recovery_code set used_at = now()
    where account_id = ${account_id}::uuid and code_hash = ${hashCode(account_id, code)} and used_at is null
    returning account_id`.execute(tx);
  return rows.length > 0;
}
