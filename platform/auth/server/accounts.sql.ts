import { sql } from 'kysely';
import type { Tx } from '../../db/index.ts';

export interface AccountRow {
  id: string;
  username: string;
  username_folded: string;
  display_name: string;
  kind: 'person' | 'service' | 'patient';
  roles: string[];
  staff_id: string | null;
  patient_id: string | null;
  disabled_at: Date | null;
  must_change_password: boolean;
  locked_until: Date | null;
  totp: boolean;
  recovery_codes: number;
  passkeys: number;
  last_signed_in_at: Date | null;
  created_at: Date;
  version: number;
}

const columns = sql`account.id, account.username, account.username_folded, account.display_name, account.kind,
  array(select role from auth.account_role where account_id = account.id order by role) as roles,
  account.staff_id, account.patient_id, account.disabled_at,
  coalesce((select must_change from auth.password where account_id = account.id), false) as must_change_password,
  case when account.locked_until > now() then account.locked_until end as locked_until,
  exists (select from auth.second_factor where account_id = account.id and confirmed) as totp,
  (select count(*)::int from auth.recovery_code where account_id = account.id and used_at is null) as recovery_codes,
  (select count(*)::int from auth.passkey where account_id = account.id) as passkeys,
  account.last_signed_in_at, account.created_at, account.version`;

export interface AccountFilter {
  query?: string | undefined;
  role?: string | undefined;
  kind?: AccountRow['kind'] | undefined;
  state?: 'enabled' | 'disabled' | 'locked' | undefined;
  limit: number;
  /** The folded username after which the page begins. */
  after?: string | undefined;
}

/** A page of accounts by username; one more than asked shows that there is another page. */
export async function readAccounts(tx: Tx, filter: AccountFilter): Promise<AccountRow[]> {
  const pattern = filter.query === undefined || filter.query === '' ? null : `%${filter.query.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  const { rows } = await sql<AccountRow>`select ${columns} from auth.account account
    where (${pattern}::text is null or account.username_folded like auth.fold(${pattern})
        or auth.fold(account.display_name) like auth.fold(${pattern}))
      and (${filter.role ?? null}::text is null
        or exists (select from auth.account_role where account_id = account.id and role = ${filter.role ?? null}))
      and (${filter.kind ?? null}::text is null or account.kind = ${filter.kind ?? null})
      and case ${filter.state ?? null}::text
        when 'enabled' then account.disabled_at is null
        when 'disabled' then account.disabled_at is not null
        when 'locked' then account.locked_until > now()
        else true end
      and account.username_folded > ${filter.after ?? ''}
    order by account.username_folded limit ${filter.limit + 1}`.execute(tx);
  return rows;
}

/** One account; null when there is none. */
export async function readAccountRow(tx: Tx, id: string): Promise<AccountRow | null> {
  const { rows } = await sql<AccountRow>`select ${columns} from auth.account account where account.id = ${id}::uuid`.execute(tx);
  return rows[0] ?? null;
}

/** The version of an account, locked until the commit; null when there is none. */
export async function lockAccount(tx: Tx, id: string): Promise<{ version: number; disabled: boolean; kind: AccountRow['kind'] } | null> {
  const { rows } = await sql<{ version: number; disabled: boolean; kind: AccountRow['kind'] }>`select version,
    disabled_at is not null as disabled, kind from auth.account where id = ${id}::uuid for update`.execute(tx);
  return rows[0] ?? null;
}

/** Changes what is told, and counts the change. */
export async function changeAccount(
  tx: Tx, id: string, change: { username?: string; display_name?: string; staff_id?: string | null },
): Promise<void> {
  const setsStaff = change.staff_id !== undefined;
  await sql`update auth.account set version = version + 1, username = coalesce(${change.username ?? null}, username),
      display_name = coalesce(${change.display_name ?? null}, display_name),
      staff_id = case when ${setsStaff} then ${change.staff_id ?? null}::uuid else staff_id end
    where id = ${id}::uuid`.execute(tx);
}

export async function setDisabled(tx: Tx, id: string, disabled: boolean): Promise<void> {
  await sql`update auth.account set disabled_at = case when ${disabled} then coalesce(disabled_at, now()) end, version = version + 1
    where id = ${id}::uuid`.execute(tx);
}

/**
 * Makes changes of who administers wait for each other until the commit. Called before the change that
 * `isAdministered` then looks at: two administrators who disable each other at once are not both obeyed.
 */
export async function lockAdministration(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('auth.administration', 0))`.execute(tx);
}

/** Whether some enabled person may still manage accounts, and some may manage roles. */
export async function isAdministered(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ held: number }>`select count(distinct granted.permission)::int as held
    from auth.account account
    join auth.account_role held on held.account_id = account.id
    join auth.role_permission granted on granted.role = held.role
    where account.kind = 'person' and account.disabled_at is null
      and granted.permission in ('accounts.manage', 'roles.manage')`.execute(tx);
  return rows[0]?.held === 2;
}
