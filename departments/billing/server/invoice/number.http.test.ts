import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { billingContract as contract, type Invoice } from '../../contract/index.ts';
import { type BillingHospital, openBillingHospital } from '../test-hospital.ts';
import { seedCharges } from './test-charges.ts';

const at_once = 100;

let hospital: BillingHospital;
beforeAll(async () => {
  hospital = await openBillingHospital();
});
afterAll(() => hospital.close());

test('100 who issue at once, some of whom break off or lose their connection, leave no gap and no double', async () => {
  const { biller } = hospital;
  const patient_id = await hospital.patient();
  const charges = await seedCharges(hospital, Array.from({ length: at_once }, () => ({ patient_id, net: 100n })));
  const drafts: Invoice[] = [];
  for (const charge_id of charges) {
    const { body } = await biller.call<{ invoices: Invoice[] }>(contract.draftInvoices, { patient_id, charge_ids: [charge_id] });
    drafts.push(...body.invoices);
  }
  const answers = await Promise.allSettled(drafts.map(async (draft, at) => {
    if (at % 5 === 0) {
      // Issues, and then breaks off: by an error, or because the connection dies.
      await hospital.database.transaction({ scope: 'system' }, async (tx) => {
        await sql`update billing.invoice set state = 'issued', issued_at = now(), issued_by_name = 'x', debtor_name = 'x', business_date = current_date,
          entry_id = (select entry_id from billing.charge where id = ${draft.lines[0]!.charge_id}::uuid) where id = ${draft.id}::uuid`.execute(tx);
        if (at % 10 === 0) await sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx);
        throw new Error('broken off');
      });
    }
    // On a slow machine some find no connection in time, are told so, and come again.
    for (;;) {
      const answer = await biller.call(contract.issueInvoice, { invoice_id: draft.id, version: draft.version });
      if (answer.status === 200) return;
      if (answer.status !== 503) throw new Error(answer.text);
    }
  }));
  const failed = answers.filter(({ status }) => status === 'rejected').length;
  expect(failed).toBeGreaterThanOrEqual(at_once / 5);
  const rows = await hospital.asSuperuser<{ number: number; label: string }>(`select number, label from billing.invoice where kind = 'invoice' and number is not null order by number`);
  expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: at_once - failed }, (_each, at) => at + 1));
  expect(new Set(rows.map(({ label }) => label)).size).toBe(rows.length);
  expect(failed).toBe(at_once / 5);
  expect(await hospital.asSuperuser(`select next_number from billing.invoice_series where kind = 'invoice' and active`)).toEqual([{ next_number: rows.length + 1 }]);
});
