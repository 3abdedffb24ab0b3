import { sql } from 'kysely';
import type { Tx } from '../../db/index.ts';
import { explainConstraints } from '../../http/database-problem.ts';
import { Problem } from '../../http/problem.ts';
import { setPassword } from './password.sql.ts';

explainConstraints({
  account_username_once: { code: 'auth.username_taken', message: 'Somebody else has this username', field: 'username' },
  account_staff_once: { code: 'auth.staff_taken', message: 'This person has an account already', field: 'staff_id' },
  account_patient_once: { code: 'auth.patient_taken', message: 'This patient has an account already', field: 'patient_id' },
});

export interface NewAccount {
  username: string;
  display_name: string;
  kind: 'person' | 'service' | 'patient';
  roles: readonly string[];
  staff_id?: string | null;
  patient_id?: string | null;
  /** Of `hashPassword`; none for a machine. */
  password_hash?: string;
  /** The password is a one-time one and worth nothing after this many hours. */
  one_time_hours?: number;
  /** Who makes it; null for the command line and the first run. */
  by?: string | null;
}

/** Adds an account with its roles and password. The caller audits it. Returns its id. */
export async function addAccount(tx: Tx, account: NewAccount): Promise<string> {
  const by = account.by ?? null;
  const { rows } = await sql<{ id: string }>`insert into auth.account (username, display_name, kind, staff_id, patient_id, created_by)
    values (${account.username}, ${account.display_name}, ${account.kind}, ${account.staff_id ?? null}::uuid,
      ${account.patient_id ?? null}::uuid, ${by}::uuid) returning id`.execute(tx);
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('the account was not kept');
  await giveRoles(tx, id, account.roles, by);
  const { password_hash: hash, one_time_hours } = account;
  if (hash !== undefined) await setPassword(tx, id, { hash, ...(one_time_hours === undefined ? {} : { one_time_hours }) });
  return id;
}

/** Makes the roles of an account exactly these. Refuses a role that does not exist. */
export async function giveRoles(tx: Tx, account_id: string, roles: readonly string[], by: string | null): Promise<void> {
  const known = await sql<{ name: string }>`select name from auth.role where name = any (${roles}::text[])`.execute(tx);
  const names = new Set(known.rows.map((row) => row.name));
  const at = roles.findIndex((role) => !names.has(role));
  if (at >= 0) throw new Problem(400, 'auth.role_unknown', `There is no role ${roles[at]}`, { field: `roles[${at}]` });
  await sql`delete from auth.account_role where account_id = ${account_id}::uuid and role <> all (${roles}::text[])`.execute(tx);
  await sql`insert into auth.account_role (account_id, role, given_by)
    select ${account_id}::uuid, unnest(${roles}::text[]), ${by}::uuid on conflict do nothing`.execute(tx);
}
