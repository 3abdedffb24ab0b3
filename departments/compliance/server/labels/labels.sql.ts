import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { KeptLabel, LabelChange } from '../../contract/index.ts';

/** The labels by name, with who is cleared for each; or the one of this code. */
export async function readKeptLabels(tx: Tx, code: string | null = null): Promise<Omit<KeptLabel, 'rules'>[]> {
  const { rows } = await sql<Omit<KeptLabel, 'rules'>>`
    select label.code, label.name, label.meaning, label.built_in, label.active, label.version,
      array(select role from auth.label_role where label_role.label = label.code order by role) as roles,
      coalesce((select jsonb_agg(jsonb_build_object('account_id', account.id, 'display_name', account.display_name) order by account.display_name, account.id)
        from auth.label_account cleared join auth.account on account.id = cleared.account_id where cleared.label = label.code), '[]') as accounts
    from auth.label where ${code}::text is null or label.code = ${code} order by label.name`.execute(tx);
  return rows;
}

/** The roles of the hospital, by title; patients and screens on a wall are cleared for nothing. */
export async function readRoles(tx: Tx): Promise<{ name: string; title: string }[]> {
  const { rows } = await sql<{ name: string; title: string }>`select name, title from auth.role where name not in ('patient', 'display', 'kiosk') order by title`.execute(tx);
  return rows;
}

/** Makes a label. */
export async function insertLabel(tx: Tx, { code, name, meaning }: Pick<LabelChange, 'code' | 'name' | 'meaning'>): Promise<void> {
  await sql`insert into auth.label (code, name, meaning) values (${code}, ${name}, ${meaning})`.execute(tx);
}

/** Changes a label and who is cleared for it; false where somebody changed it since `version`. */
export async function updateLabel(tx: Tx, { code, name, meaning, active, version, roles, accounts }: LabelChange): Promise<boolean> {
  const { rows } = await sql`update auth.label set name = ${name}, meaning = ${meaning}, active = ${active}, version = version + 1
    where code = ${code} and version = ${version} returning code`.execute(tx);
  if (rows.length === 0) return false;
  await sql`delete from auth.label_role where label = ${code} and role <> all (${roles}::text[])`.execute(tx);
  await sql`insert into auth.label_role (label, role) select ${code}, unnest(${roles}::text[]) on conflict do nothing`.execute(tx);
  // Who was cleared before stays so, by whoever cleared them.
  await sql`delete from auth.label_account where label = ${code} and account_id <> all (${accounts}::uuid[])`.execute(tx);
  await sql`insert into auth.label_account (label, account_id) select ${code}, account from unnest(${accounts}::uuid[]) as account
    where not exists (select from auth.label_account where label = ${code} and account_id = account)`.execute(tx);
  return true;
}
