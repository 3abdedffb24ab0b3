import { sql } from 'kysely';
import { accountsByRole, bookToday, post } from '@openward/ledger/api';
import type { BillingHospital } from '../test-hospital.ts';

interface Given {
  patient_id: string;
  net: bigint;
  kind?: 'consultation' | 'laboratory';
  tax_category?: 'E' | 'S';
  tax_rate_bp?: number;
  visit_id?: string | null;
  practitioner_id?: string | null;
  held?: boolean;
}

/** Records charges as care would, each with its entry; for tests. Returns their keys. */
export function seedCharges(hospital: BillingHospital, all: readonly Given[]): Promise<string[]> {
  return hospital.database.transaction({ scope: 'system' }, async (tx) => {
    const today = await bookToday(tx);
    const accounts = await accountsByRole(tx, ['unbilled.receivable', 'revenue.service']);
    const ids: string[] = [];
    for (const { patient_id, net, kind = 'consultation', tax_category = 'E', tax_rate_bp = 0, visit_id = null, practitioner_id = null, held = false } of all) {
      const { rows: services } = await sql<{ id: string }>`
        insert into billing.service (code, name, kind, revenue_role, tax_category) values (${`T-${kind.toUpperCase()}`}, ${kind === 'consultation' ? 'Consultation' : 'Blood count'}, ${kind}, 'revenue.service', ${tax_category === 'S' ? 'standard' : 'care'})
        on conflict (code) do update set name = excluded.name returning id`.execute(tx);
      const source_id = crypto.randomUUID();
      const { rows } = await sql<{ id: string }>`
        insert into billing.charge (patient_id, visit_id, practitioner_id, service_id, source_kind, source_id, part, performed_at, business_date, quantity, priced, unit_minor, gross_minor, net_minor, tax_category, tax_rate_bp, tax_code, currency,
          price_reason, state, hold_reason, changed_by_name)
        values (${patient_id}::uuid, ${visit_id}::uuid, ${practitioner_id}::uuid, ${services[0]!.id}::uuid, 'test', ${source_id}::uuid, 'main', now(), ${today}::date, 1, true, ${net.toString()}::bigint, ${net.toString()}::bigint, ${net.toString()}::bigint, ${tax_category}, ${tax_rate_bp},
          ${tax_category === 'S' ? 'standard' : 'care'}, 'EUR', 'test', ${held ? 'held' : 'billable'}, ${held ? 'by-hand' : null}, 'Test') returning id`.execute(tx);
      const id = rows[0]!.id;
      const [entry] = await post(tx, [{
        business_date: today, kind: 'charge', description: 'Charge', source: { kind: 'charge', id },
        postings: [{ account_id: accounts.get('unbilled.receivable'), party_id: patient_id, amount_minor: net, currency: 'EUR' }, { account_id: accounts.get('revenue.service'), amount_minor: -net, currency: 'EUR' }],
      }]);
      await sql`update billing.charge set entry_id = ${entry!.entry_id}::uuid, change = 'posted' where id = ${id}::uuid`.execute(tx);
      ids.push(id);
    }
    return ids;
  });
}
