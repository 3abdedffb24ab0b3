import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';

/** What a clinician gets of a charge that was invoiced. */
export interface DueShare {
  charge_id: string;
  service_name: string;
  practitioner_id: string;
  cost_centre_id: string | null;
  /** What is billed of it, after discount and before tax. */
  base_minor: bigint;
  currency: string;
  rule_id: string;
  percent_bp: number;
}

/** Invoiced charges of which nothing was accrued yet, by the rule that says most on their day; with a draft that is about to be issued. */
export async function dueShares(tx: Tx, invoice_id: string, charge_ids: readonly string[]): Promise<DueShare[]> {
  if (charge_ids.length === 0) return [];
  const { rows } = await sql<DueShare>`
    select c.id as charge_id, s.name as service_name, c.practitioner_id, c.cost_centre_id, billing.billed_of(c.id) + own.net as base_minor, c.currency, r.id as rule_id, r.percent_bp
    from billing.charge c join billing.service s on s.id = c.service_id cross join lateral (
      select r.id, r.percent_bp from billing.share_rule r where r.practitioner_id = c.practitioner_id and (r.service_id is null or r.service_id = c.service_id) and r.during @> c.business_date
      order by r.service_id is null limit 1) r
    cross join lateral (select coalesce(sum(case when i.kind = 'credit-note' then -l.net_minor else l.net_minor end), 0)::bigint as net
      from billing.invoice_line l join billing.invoice i on i.id = l.invoice_id where l.charge_id = c.id and i.id = ${invoice_id}::uuid and i.state = 'draft') own
    where c.id = any (${[...charge_ids]}::uuid[]) and c.state = 'invoiced' and c.net_minor > 0
      and not exists (select from billing.clinician_share w where w.charge_id = c.id and w.taken_back_by is null) order by c.id`.execute(tx);
  return rows;
}

/** Shares of charges that are invoiced no more. */
export async function goneShares(tx: Tx, charge_ids: readonly string[]): Promise<{ id: string; entry_id: string }[]> {
  if (charge_ids.length === 0) return [];
  const { rows } = await sql<{ id: string; entry_id: string }>`
    select w.id, w.entry_id from billing.clinician_share w join billing.charge c on c.id = w.charge_id
    where w.charge_id = any (${[...charge_ids]}::uuid[]) and w.taken_back_by is null and c.state <> 'invoiced' order by w.id for update of w`.execute(tx);
  return rows;
}

export interface NewShare extends Pick<DueShare, 'charge_id' | 'practitioner_id' | 'rule_id' | 'percent_bp' | 'currency' | 'base_minor'> {
  amount_minor: bigint;
  entry_id: string;
}

export async function insertShares(tx: Tx, shares: readonly NewShare[]): Promise<void> {
  const json = JSON.stringify(shares, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
  await sql`insert into billing.clinician_share (charge_id, practitioner_id, rule_id, percent_bp, base_minor, amount_minor, currency, entry_id)
    select charge_id, practitioner_id, rule_id, percent_bp, base_minor, amount_minor, currency, entry_id from jsonb_populate_recordset(null::billing.clinician_share, ${json}::jsonb)`.execute(tx);
}

export async function takeShareBack(tx: Tx, id: string, entry_id: string): Promise<void> {
  await sql`update billing.clinician_share set taken_back_by = ${entry_id}::uuid where id = ${id}::uuid`.execute(tx);
}
