import type { TestHospital } from '@openward/platform/testing';
import { contracts } from '../app/contracts.ts';
import { make } from './stock-make.ts';

const { billing, ledger } = contracts;

interface Given {
  hospital: TestHospital;
  keep: (id: string, ...fields: string[]) => string;
  patient_id: string;
  payer_id: string;
  practitioner_id: string;
  department_id: string;
  location_id: string;
}

const statement = (amount: string, closing: string): string => [':20:STOCK', ':25:DE00/1', ':28C:1/1', ':60F:C260105EUR0,', `:61:2601050105C${amount}NTRFSTOCK//1`, ':86:Stock', `:62F:C260105EUR${closing}`, '-'].join('\r\n');

/** What a hospital earns and takes: a price, charges, an invoice that is paid in part, a till, a movement of the bank. */
export async function stockMoney({ hospital, keep, patient_id, payer_id, practitioner_id, department_id, location_id }: Given): Promise<void> {
  const [manager, biller, cashier, accountant] = [await hospital.signIn('billing-manager'), await hospital.signIn('biller'), await hospital.signIn('cashier'), await hospital.signIn('accountant')];
  const from = '2026-01-01';
  const service_id = keep((await make(manager, billing.addService, { code: 'STOCK', name: 'Stock', kind: 'procedure', tax_code: 'care' })).id, 'service_id');
  const price_list_id = keep((await make(manager, billing.addPriceList, { code: 'STOCK', name: 'Stock', currency: 'EUR', from })).id, 'price_list_id');
  await make(manager, billing.setPrice, { price_list_id, service_id, unit: '25.00', from }, 200);
  keep((await make(manager, billing.addDiscount, { code: 'STOCK', name: 'Stock', percent: '10', from })).id, 'discount_rule_id');
  keep((await make(manager, billing.addChargeRule, { name: 'Stock', event_kind: 'procedure', service_id, from })).id, 'charge_rule_id');
  keep((await make(manager, billing.addShareRule, { practitioner_id, percent: '30', from })).id, 'share_rule_id', 'rule_id');
  await make(manager, billing.setLimits, { limits: [{ role: 'biller', kind: 'void', currency: 'EUR', amount_max: '1.00' }] }, 200);

  const charge = () => make(biller, billing.addCharge, { patient_id, service_id, practitioner_id, department_id });
  const billed = [await charge(), await charge()];
  const { invoices } = await make<{ invoices: { id: string; version: number }[] }>(biller, billing.draftInvoices, { patient_id });
  for (const { id, version } of invoices) keep((await make(biller, billing.issueInvoice, { invoice_id: id, version }, 200)).id, 'invoice_id', 'source_id');
  const open = [await charge(), await charge(), await charge()];
  for (const { id } of [...billed, ...open]) keep(id, 'charge_id');
  const asked = await make<{ approval_id: string }>(biller, billing.voidCharge, { charge_id: open[0]?.id, version: 1, reason: 'Stock' }, 200);
  keep(asked.approval_id, 'approval_id');

  const drawer_id = keep((await make(manager, billing.addDrawer, { code: 'STOCK', name: 'Stock', location_id })).id, 'drawer_id');
  keep((await make(cashier, billing.openDrawer, { drawer_id, floats: [{ currency: 'EUR', amount: '50.00' }] })).id, 'session_id');
  keep(cashier.account_id, 'to_account_id', 'holder_id');
  const paid = await make<{ id: string; allocations: { id: string }[] }>(manager, billing.takePayment, { patient_id, method: 'card', amount: '10.00' });
  keep(paid.id, 'payment_id', 'source_id');
  for (const { id } of paid.allocations) keep(id, 'allocation_id');
  keep((await make(manager, billing.takePayment, { payer_id, method: 'bank', amount: '30.00', pays: 'nothing' })).id, 'payment_id');
  const back = await make<{ chargebacks: { id: string }[] }>(manager, billing.chargeBack, { payment_id: paid.id, amount: '1.00', reason: 'Stock' });
  for (const { id } of back.chargebacks) keep(id, 'chargeback_id');

  const { accounts } = (await accountant.call<{ accounts: { id: string; role: string | null }[] }>(ledger.accounts, {})).body;
  for (const role of ['bank.main', 'receivable.patient', 'payable.clinician']) keep(accounts.find((each) => each.role === role)?.id ?? '', 'account_id');
  const { periods } = (await accountant.call<{ periods: { id: string }[] }>(ledger.periods, {})).body;
  for (const { id } of periods.slice(0, 2)) keep(id, 'period_id');
  const { entries } = (await accountant.call<{ entries: { id: string }[] }>(ledger.entries, {})).body;
  for (const { id } of entries.slice(0, 3)) keep(id, 'entry_id');
  keep(patient_id, 'party_id', 'debtor_id');
  keep(payer_id, 'debtor_id');
  keep(department_id, 'cost_centre_id');
  const bank = accounts.find((each) => each.role === 'bank.main')?.id;
  await make(accountant, ledger.importStatement, { account_id: bank, format: 'mt940', content: statement('12,50', '12,50') });
  const { lines } = (await accountant.call<{ lines: { id: string }[] }>(ledger.bankLines, { account_id: bank })).body;
  for (const { id } of lines) keep(id, 'bank_line_id');
}
