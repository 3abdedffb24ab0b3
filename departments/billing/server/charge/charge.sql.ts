import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { ChargeState, HoldReason } from '../../contract/charge.ts';

/** A charge as it stands in its table. */
export interface ChargeRow {
  id: string;
  patient_id: string;
  visit_id: string | null;
  service_id: string;
  service_code: string;
  service_name: string;
  service_kind: string;
  revenue_role: string;
  source_kind: string;
  source_id: string;
  part: string;
  performed: boolean;
  performed_at: Date;
  business_date: string;
  quantity: string;
  priced: boolean;
  unit_minor: bigint;
  gross_minor: bigint;
  discount_minor: bigint;
  net_minor: bigint;
  tax_minor: bigint;
  tax_rate_bp: number;
  tax_category: string;
  tax_code: string;
  tax_inclusive: boolean;
  currency: string;
  price_list_id: string | null;
  price_list_name: string | null;
  price_reason: string;
  payer_id: string | null;
  discount_rule_id: string | null;
  discount_name: string | null;
  discount_bp: number | null;
  discount_asked_minor: bigint | null;
  package_charge_id: string | null;
  location_id: string | null;
  cost_centre_id: string | null;
  cost_centre_name: string | null;
  practitioner_id: string | null;
  practitioner_name: string | null;
  state: ChargeState;
  hold_reason: HoldReason | null;
  move_to: string | null;
  entry_id: string | null;
  reason: string | null;
  changed_by_name: string;
  version: number;
}

const whole = sql`select c.id, c.patient_id, c.visit_id, c.service_id, s.code as service_code, s.name as service_name, s.kind as service_kind, s.revenue_role, c.source_kind, c.source_id, c.part,
    c.performed, c.performed_at, c.business_date::text as business_date, trim_scale(c.quantity)::text as quantity, c.priced, c.unit_minor, c.gross_minor, c.discount_minor, c.net_minor, c.tax_minor,
    c.tax_rate_bp, c.tax_category, c.tax_code, c.tax_inclusive, c.currency, c.price_list_id, l.name as price_list_name, c.price_reason, c.payer_id, c.discount_rule_id, r.name as discount_name,
    c.discount_bp, c.discount_asked_minor, c.package_charge_id, c.location_id, c.cost_centre_id, d.name as cost_centre_name, c.practitioner_id, p.display_name as practitioner_name,
    c.state, c.hold_reason, c.move_to, c.entry_id, c.reason, c.changed_by_name, c.version
  from billing.charge c join billing.service s on s.id = c.service_id left join billing.price_list l on l.id = c.price_list_id left join billing.discount_rule r on r.id = c.discount_rule_id
    left join staff.department d on d.id = c.cost_centre_id left join staff.practitioner p on p.id = c.practitioner_id`;

export async function readCharges(tx: Tx, ids: readonly string[]): Promise<ChargeRow[]> {
  const { rows } = await sql<ChargeRow>`${whole} where c.id = any (${ids}::uuid[]) order by c.performed_at, c.id`.execute(tx);
  return rows;
}

/** Those of a patient, under any of their records; newest first. */
export async function chargesOfPatient(tx: Tx, patient_ids: readonly string[], limit: number): Promise<ChargeRow[]> {
  const { rows } = await sql<ChargeRow>`${whole} where c.patient_id = any (${patient_ids}::uuid[]) order by c.performed_at desc, c.id desc limit ${limit}`.execute(tx);
  return rows;
}

/** Those that wait for somebody: without a price, or to be taken back or moved once their invoice is credited. */
export async function heldCharges(tx: Tx, limit: number): Promise<(ChargeRow & { patient_name: string; hospital_number: string })[]> {
  const { rows } = await sql<ChargeRow & { patient_name: string; hospital_number: string }>`
    select w.*, n.display_name as patient_name, n.hospital_number from (${whole} where c.state = 'held' or c.hold_reason in ('to-void', 'to-move')) w join patients.patient n on n.id = w.patient_id
    order by w.performed_at, w.id limit ${limit}`.execute(tx);
  return rows;
}

/** Charges of a visit, kept from others until the transaction ends. */
export async function lockChargesOfVisit(tx: Tx, visit_id: string): Promise<ChargeRow[]> {
  const { rows } = await sql<ChargeRow>`${whole} where c.visit_id = ${visit_id}::uuid and c.state <> 'void' order by c.id for update of c`.execute(tx);
  return rows;
}

/** Charges kept from others until the transaction ends, in the order of their keys; those that may not be seen are left out. */
export async function lockCharges(tx: Tx, ids: readonly string[]): Promise<ChargeRow[]> {
  const { rows } = await sql<ChargeRow>`${whole} where c.id = any (${ids}::uuid[]) order by c.id for update of c`.execute(tx);
  return rows;
}

export type NewCharge = Omit<ChargeRow, 'id' | 'service_code' | 'service_name' | 'service_kind' | 'revenue_role' | 'price_list_name' | 'discount_name' | 'cost_centre_name' | 'practitioner_name' | 'move_to' | 'entry_id' | 'reason' | 'version' | 'performed_at'> & { performed_at: string };

/** Records charges; an event that has charged this already charges nothing. Returns the keys of those that are new. */
export async function insertCharges(tx: Tx, charges: readonly NewCharge[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    insert into billing.charge (patient_id, visit_id, service_id, source_kind, source_id, part, performed, performed_at, business_date, quantity, priced, unit_minor, gross_minor, discount_minor, net_minor,
      tax_minor, tax_rate_bp, tax_category, tax_code, tax_inclusive, currency, price_list_id, price_reason, payer_id, discount_rule_id, discount_bp, discount_asked_minor, package_charge_id, location_id,
      cost_centre_id, practitioner_id, state, hold_reason, changed_by_name)
    select patient_id, visit_id, service_id, source_kind, source_id, part, performed, performed_at, business_date, quantity, priced, unit_minor, gross_minor, discount_minor, net_minor,
      tax_minor, tax_rate_bp, tax_category, tax_code, tax_inclusive, currency, price_list_id, price_reason, payer_id, discount_rule_id, discount_bp, discount_asked_minor, package_charge_id, location_id,
      cost_centre_id, practitioner_id, state, hold_reason, changed_by_name
    from jsonb_populate_recordset(null::billing.charge, ${asJson(charges)}::jsonb)
    on conflict do nothing returning id`.execute(tx);
  return rows.map(({ id }) => id);
}

/** What may change of a charge, and why. */
export type ChangedCharge = Pick<ChargeRow, 'id' | 'patient_id' | 'business_date' | 'priced' | 'unit_minor' | 'gross_minor' | 'discount_minor' | 'net_minor' | 'tax_minor' | 'tax_rate_bp' | 'tax_category' | 'tax_inclusive'
  | 'currency' | 'price_list_id' | 'price_reason' | 'payer_id' | 'discount_rule_id' | 'discount_bp' | 'discount_asked_minor' | 'package_charge_id' | 'state' | 'hold_reason' | 'move_to' | 'entry_id' | 'reason' | 'changed_by_name'> & { change: string };

export async function saveCharges(tx: Tx, charges: readonly ChangedCharge[]): Promise<void> {
  await sql`update billing.charge c set patient_id = x.patient_id, business_date = x.business_date, priced = x.priced, unit_minor = x.unit_minor, gross_minor = x.gross_minor, discount_minor = x.discount_minor,
      net_minor = x.net_minor, tax_minor = x.tax_minor, tax_rate_bp = x.tax_rate_bp, tax_category = x.tax_category, tax_inclusive = x.tax_inclusive, currency = x.currency, price_list_id = x.price_list_id,
      price_reason = x.price_reason, payer_id = x.payer_id, discount_rule_id = x.discount_rule_id, discount_bp = x.discount_bp, discount_asked_minor = x.discount_asked_minor,
      package_charge_id = x.package_charge_id, state = x.state, hold_reason = x.hold_reason, move_to = x.move_to, entry_id = x.entry_id, reason = x.reason, change = x.change, changed_by_name = x.changed_by_name
    from jsonb_populate_recordset(null::billing.charge, ${asJson(charges)}::jsonb) x where c.id = x.id`.execute(tx);
}

/** The entry that was posted right after the charge was recorded or changed: one change, not two. */
export async function giveEntries(tx: Tx, entries: readonly { id: string; entry_id: string }[]): Promise<void> {
  await sql`update billing.charge c set entry_id = x.entry_id, change = 'posted' from jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) as x(id uuid, entry_id uuid) where c.id = x.id`.execute(tx);
}

/** Which of some events have charged, by `kind id`. */
export async function chargedOf(tx: Tx, sources: readonly { kind: string; source_id: string }[]): Promise<Set<string>> {
  const { rows } = await sql<{ key: string }>`select distinct c.source_kind || ' ' || c.source_id as key from billing.charge c
    join jsonb_to_recordset(${JSON.stringify(sources)}::jsonb) as x(kind text, source_id uuid) on c.source_kind = x.kind and c.source_id = x.source_id`.execute(tx);
  return new Set(rows.map(({ key }) => key));
}

/** Amounts travel as text: a JSON number would be a float. */
const asJson = (rows: readonly object[]): string => JSON.stringify(rows, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
