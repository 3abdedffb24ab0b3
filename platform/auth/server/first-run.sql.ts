import { sql } from 'kysely';
import type { Tx } from '../../db/index.ts';

/** True until there is an account of a person: the first one must be made with the printed code. */
export async function isFirstRun(tx: Tx): Promise<boolean> {
  const { rows } = await sql`select from auth.account where kind = 'person' limit 1`.execute(tx);
  return rows.length === 0;
}

/** Keeps the code of this start, in place of one of a start before; false when the code was used. */
export async function keepCode(tx: Tx, code_hash: Buffer): Promise<boolean> {
  const { rows } = await sql`insert into auth.first_run as kept (code_hash) values (${code_hash})
    on conflict (only_row) do update set code_hash = excluded.code_hash, made_at = now() where kept.used_at is null
    returning only_row`.execute(tx);
  return rows.length > 0;
}

/** Spends the code. Whoever comes second waits here for the first to commit, and is refused. */
export async function spendCode(tx: Tx, code_hash: Buffer): Promise<boolean> {
  const { rows } = await sql`update auth.first_run set used_at = now()
    where used_at is null and code_hash = ${code_hash} returning only_row`.execute(tx);
  return rows.length > 0;
}

/** Notes whom the code made. */
export async function noteAdministrator(tx: Tx, account_id: string): Promise<void> {
  await sql`update auth.first_run set account_id = ${account_id}::uuid`.execute(tx);
}
