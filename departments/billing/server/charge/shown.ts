import { printAmount } from '@openward/platform/money';
import type { Charge } from '../../contract/charge.ts';
import type { ChargeRow } from './charge.sql.ts';

/** A charge as it travels: amounts as decimal text. */
export function shownCharge(row: ChargeRow): Charge {
  const print = (minor: bigint) => printAmount(minor, row.currency);
  const { id, patient_id, visit_id, service_id, service_code, service_name, service_kind, source_kind, business_date, quantity, priced, currency, price_list_name, price_reason, discount_name, state, hold_reason, reason, entry_id, version } = row;
  return {
    id, patient_id, visit_id, service_id, service_code, service_name, service_kind, source_kind, business_date, quantity, priced, currency, price_list_name, price_reason, discount_name, state, hold_reason, reason,
    entry_id, version, performed_at: row.performed_at.toISOString(), department_name: row.cost_centre_name, practitioner_name: row.practitioner_name,
    unit: print(row.unit_minor), gross: print(row.gross_minor), discount: print(row.discount_minor), net: print(row.net_minor), tax: print(row.tax_minor), total: print(row.net_minor + row.tax_minor),
  };
}
