import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { AccessPolicy, BrokenGlass } from '../../contract/index.ts';

interface GlassRow extends Omit<BrokenGlass, 'opened_at' | 'ends_at' | 'reviewed_at'> {
  opened_at: Date;
  ends_at: Date;
  reviewed_at: Date | null;
}

const reviewedShown = 100;

/** What waits for a review, the oldest first, then the last that were reviewed; or the one of this id. */
export async function readGlasses(tx: Tx, glass_id: string | null = null): Promise<BrokenGlass[]> {
  const { rows } = await sql<GlassRow>`
    select glass.id, glass.account_id, account.username, account.display_name, glass.patient_id, glass.reason, glass.opened_at, glass.ends_at,
      (select count(*)::int from audit.event where event.actor_id = glass.account_id and event.patient_id = any (glass.record_ids)
        and event.at > glass.opened_at and event.at < glass.ends_at and event.outcome = 'success' and event.name <> 'patients.glass.break') as acts,
      glass.reviewed_at, reviewer.display_name as reviewed_by, glass.outcome, glass.note
    from (
      (select * from auth.broken_glass where reviewed_at is null and (${glass_id}::uuid is null or id = ${glass_id}::uuid))
      union all
      (select * from auth.broken_glass where reviewed_at is not null and (${glass_id}::uuid is null or id = ${glass_id}::uuid)
        order by reviewed_at desc limit ${reviewedShown})
    ) glass
    join auth.account on account.id = glass.account_id
    left join auth.account reviewer on reviewer.id = glass.reviewed_by
    order by glass.reviewed_at desc nulls first, glass.opened_at`.execute(tx);
  return rows.map(({ opened_at, ends_at, reviewed_at, ...row }) => ({
    ...row, opened_at: opened_at.toISOString(), ends_at: ends_at.toISOString(), reviewed_at: reviewed_at?.toISOString() ?? null,
  }));
}

/** Closes the review; false where it is closed already. */
export async function closeReview(tx: Tx, { glass_id, by, outcome, note }: { glass_id: string; by: string; outcome: string; note: string | null }): Promise<boolean> {
  const { rows } = await sql`update auth.broken_glass set reviewed_at = now(), reviewed_by = ${by}::uuid, outcome = ${outcome}, note = ${note}
    where id = ${glass_id}::uuid and reviewed_at is null returning id`.execute(tx);
  return rows.length > 0;
}

/** How records open. */
export async function readAccessPolicy(tx: Tx): Promise<AccessPolicy> {
  const { rows } = await sql<AccessPolicy>`select relation_required, glass_minutes, glass_opens_withheld, version from auth.policy`.execute(tx);
  if (rows[0] === undefined) throw new Error('auth.policy has lost its row');
  return rows[0];
}

/** Changes how records open, from the next request on; null where somebody changed the policy since `version`. */
export async function updateAccessPolicy(tx: Tx, { relation_required, glass_minutes, glass_opens_withheld, version }: AccessPolicy): Promise<AccessPolicy | null> {
  const { rows } = await sql<AccessPolicy>`update auth.policy set relation_required = ${relation_required}, glass_minutes = ${glass_minutes}, glass_opens_withheld = ${glass_opens_withheld}, version = version + 1
    where version = ${version} returning relation_required, glass_minutes, glass_opens_withheld, version`.execute(tx);
  return rows[0] ?? null;
}

export interface AskedAccount {
  account_id: string;
  username: string;
  display_name: string;
  kind: 'person' | 'patient' | 'service';
  patient_id: string | null;
  practitioner_id: string | null;
  disabled: boolean;
  roles: string[];
  permissions: string[];
  glass: string;
  withheld: string;
  labels: string;
  places: string;
}

/** An account with all that a decision about it rests on; undefined where there is none. */
export async function readAskedAccount(tx: Tx, account_id: string): Promise<AskedAccount | undefined> {
  const { rows } = await sql<AskedAccount>`
    select account.id as account_id, account.username, account.display_name, account.kind, account.patient_id, account.staff_id as practitioner_id,
      account.disabled_at is not null as disabled,
      array(select role from auth.account_role where account_role.account_id = account.id order by role) as roles,
      array(select distinct permission from auth.account_role join auth.role_permission using (role) where account_role.account_id = account.id) as permissions,
      auth.glass_of(account.id) as glass, auth.withheld_of(account.id) as withheld, auth.labels_of(account.id) as labels, auth.places_of(account.id) as places
    from auth.account where account.id = ${account_id}::uuid`.execute(tx);
  return rows[0];
}
