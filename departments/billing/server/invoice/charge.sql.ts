import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';

/** What of a charge can still be billed. */
export interface Billable {
  id: string;
  patient_id: string;
  visit_id: string | null;
  service_kind: string;
  description: string;
  on: string;
  quantity: string;
  left_minor: bigint;
  currency: string;
  tax_category: string;
  tax_rate_bp: number;
  cost_centre_id: string | null;
  practitioner_id: string | null;
}

/** Billable charges of some patients that no live invoice takes whole, by when they were done; kept from others until the transaction ends. */
export async function lockBillable(tx: Tx, asked: { patient_ids: readonly string[]; visit_id?: string | null; charge_ids?: readonly string[] | null }): Promise<Billable[]> {
  const { visit_id = null, charge_ids = null } = asked;
  const locked = await sql<{ id: string }>`
    select id from billing.charge where patient_id = any (${[...asked.patient_ids]}::uuid[]) and state = 'billable'
      and (${visit_id}::uuid is null or visit_id = ${visit_id}::uuid) and (${charge_ids === null} or id = any (${[...(charge_ids ?? [])]}::uuid[])) order by id for no key update`.execute(tx);
  const { rows } = await sql<Omit<Billable, 'left_minor'> & { left_minor: string }>`
    select c.id, c.patient_id, c.visit_id, s.kind as service_kind, s.name as description, c.business_date::text as "on", c.quantity::text as quantity, (c.net_minor - billing.taken_of(c.id))::text as left_minor,
      c.currency, case when c.tax_category = 'S' and c.tax_rate_bp = 0 then 'Z' else c.tax_category end as tax_category, case c.tax_category when 'S' then c.tax_rate_bp else 0 end as tax_rate_bp, c.cost_centre_id, c.practitioner_id
    from billing.charge c join billing.service s on s.id = c.service_id
    where c.id = any (${locked.rows.map(({ id }) => id)}::uuid[]) and c.state = 'billable' order by c.performed_at, c.id`.execute(tx);
  return rows.map((row) => ({ ...row, left_minor: BigInt(row.left_minor) })).filter(({ left_minor }) => left_minor > 0n);
}

/** How many charges of a visit are held back. */
export async function heldOf(tx: Tx, visit_id: string): Promise<number> {
  const { rows } = await sql<{ held: string }>`select count(*)::text as held from billing.charge where visit_id = ${visit_id}::uuid and state = 'held'`.execute(tx);
  return Number(rows[0]?.held ?? 0);
}

/** A charge whose standing an invoice has changed. */
export interface Settled {
  id: string;
  state: string;
  practitioner_id: string | null;
}

/** With a draft that is about to be issued: charges that are invoiced whole are so from now on; those of which a part came back can be billed again. Returns those that changed. */
export async function settleCharges(tx: Tx, invoice_id: string, by_name: string): Promise<Settled[]> {
  // Materialised, so that what was issued is summed once for each charge, and not wherever its state is named.
  const { rows } = await sql<Settled>`
    with own as materialized (
      select l.charge_id as id, sum(case when i.kind = 'credit-note' then -l.share_minor else l.share_minor end) as share
      from billing.invoice_line l join billing.invoice i on i.id = l.invoice_id where i.id = ${invoice_id}::uuid and l.charge_id is not null group by l.charge_id
    ), stands as materialized (
      select b.id, case when billing.issued_of(b.id) + own.share = b.net_minor then 'invoiced' else 'billable' end as state from own join billing.charge b on b.id = own.id
    )
    update billing.charge c set state = g.state, change = case g.state when 'invoiced' then 'invoiced' else 'credited' end, changed_by_name = ${by_name}
    from stands g where c.id = g.id and c.state in ('billable', 'invoiced') and c.state <> g.state returning c.id, c.state, c.practitioner_id`.execute(tx);
  return rows;
}

/** The states of the charges on an invoice, which stay until the transaction ends. */
export async function lockStates(tx: Tx, invoice_id: string): Promise<string[]> {
  const { rows } = await sql<{ state: string }>`
    select c.state from billing.charge c where c.id = any (array(select l.charge_id from billing.invoice_line l where l.invoice_id = ${invoice_id}::uuid)) order by c.id for no key update`.execute(tx);
  return rows.map(({ state }) => state);
}
