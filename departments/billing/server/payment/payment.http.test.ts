import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { post, accountsByRole } from '@openward/ledger/api';
import type { Client } from '@openward/platform/testing';
import { billingContract as contract, type Payment } from '../../contract/index.ts';
import { faultsOf } from '../../rules/invoice/judge/en16931.ts';
import { type BillingHospital, openBillingHospital } from '../test-hospital.ts';
import { releaseInvoice } from './allocate.ts';

let hospital: BillingHospital;
let cashier: Client;
let manager: Client;
let drawer_id: string;
let patient_id: string;

beforeAll(async () => {
  hospital = await openBillingHospital();
  ({ cashier, manager } = hospital);
  const [place] = await hospital.asSuperuser<{ id: string }>(`insert into staff.location (code, name, kind) values ('HALL', 'Hall', 'building') returning id`);
  drawer_id = (await manager.call(contract.addDrawer, { code: 'T1', name: 'Till 1', location_id: place!.id })).body['id'];
  expect((await cashier.call(contract.openDrawer, { drawer_id, floats: [{ currency: 'EUR', amount: '100.00' }] })).status).toBe(201);
  await manager.call(contract.setLimits, { limits: [{ role: 'cashier', kind: 'refund', currency: 'EUR', amount_max: '50.00' }] });
  patient_id = await hospital.patient();
});
afterAll(() => hospital.close());

/** An issued invoice of so much, as its owner keeps it. */
async function invoice(total_minor: bigint, of = patient_id): Promise<string> {
  return hospital.database.transaction({ scope: 'system' }, async (tx) => {
    const accounts = await accountsByRole(tx, ['receivable.patient', 'revenue.service']);
    const [entry] = await post(tx, [{ business_date: `${new Date().toISOString().slice(0, 10)}`, kind: 'invoice', description: 'Invoice', postings: [
      { account_id: accounts.get('receivable.patient'), party_id: of, amount_minor: total_minor, currency: 'EUR' }, { account_id: accounts.get('revenue.service'), amount_minor: -total_minor, currency: 'EUR' },
    ] }]);
    const { sql } = await import('kysely');
    const { rows } = await sql<{ id: string }>`insert into billing.invoice (kind, series_id, debtor_kind, debtor_id, patient_id, currency, share_minor, net_minor, total_minor, print_currency)
      select 'invoice', id, 'patient', ${of}::uuid, ${of}::uuid, 'EUR', ${total_minor}::bigint, ${total_minor}::bigint, ${total_minor}::bigint, 'EUR' from billing.invoice_series where code = 'INV' returning id`.execute(tx);
    const { id } = rows[0]!;
    await sql`insert into billing.invoice_line (invoice_id, line, patient_id, description, share_minor, tax_category, tax_rate_bp) values (${id}::uuid, 1, ${of}::uuid, 'Care', ${total_minor}::bigint, 'E', 0)`.execute(tx);
    await sql`update billing.invoice set state = 'issued', issued_at = clock_timestamp(), business_date = current_date, due_date = current_date, debtor_name = 'Somebody', issued_by_name = 'Biller', entry_id = ${entry!.entry_id}::uuid where id = ${id}::uuid`.execute(tx);
    return id;
  });
}
const take = (input: object, options = {}) => cashier.call<Payment & { code?: string }>(contract.takePayment, { patient_id, method: 'cash', ...input }, options);
const refund = (who: Client, payment_id: string, amount: string, method = 'card') => who.call(contract.refund, { payment_id, amount, method, reason: 'Too much' });
const codeOf = ({ status, body }: { status: number; body: object }) => [status, (body as { code?: string }).code];
/** What the book says: of an account, by party. */
const balance = async (role: string, party: string | null = null): Promise<bigint> => {
  const [row] = await hospital.asSuperuser<{ sum: string }>(`select coalesce(sum(p.amount_minor), 0)::text as sum from ledger.posting p join ledger.account a on a.id = p.account_id where a.role = $1 and p.currency = 'EUR' and ($2::uuid is null or p.party_id = $2)`, [role, party]);
  return BigInt(row!.sum);
};

describe('a payment', () => {
  test('pays the oldest invoice first, what is over is credit, and the book says the same', async () => {
    const who = await hospital.patient();
    const [first, second] = [await invoice(3000n, who), await invoice(5000n, who)];
    const before = await balance('till.cash', drawer_id);
    const { status, body } = await take({ patient_id: who, amount: '45.00', tendered: '50.00' });
    expect(status).toBe(201);
    expect(body).toMatchObject({ credited: '45.00', change: '5.00', amount: '45.00', left: '0.00', receipt_number: expect.any(Number) });
    expect(body.allocations.map(({ invoice_id, amount }) => [invoice_id, amount])).toEqual([[first, '30.00'], [second, '15.00']]);
    expect((await balance('till.cash', drawer_id)) - before).toBe(4500n);
    expect(await balance('receivable.patient', who)).toBe(3500n);
    const more = await take({ patient_id: who, method: 'card', amount: '40.00', reference: '1234' });
    expect(more.body).toMatchObject({ left: '5.00' });
    expect([await balance('receivable.patient', who), await balance('deposit.patient', who)]).toEqual([0n, -500n]);
    const due = await cashier.call(contract.due, { patient_id: who });
    expect(due.body).toMatchObject({ invoices: [], totals: [{ currency: 'EUR', open: '0.00', credit: '5.00' }] });
  });

  test('that is sent again is taken once', async () => {
    const key = crypto.randomUUID();
    const answers = await Promise.all([1, 2, 3].map(() => take({ amount: '7.00', pays: 'nothing' }, { idempotency_key: key })));
    const [first] = answers.filter(({ status }) => status === 201);
    expect((await take({ amount: '7.00', pays: 'nothing' }, { idempotency_key: key })).body.id).toBe(first?.body.id);
    const [n] = await hospital.asSuperuser<{ n: string }>(`select count(*) as n from billing.payment where patient_id = $1 and book_amount_minor = 700`, [patient_id]);
    expect(Number(n?.n)).toBe(1);
    expect(codeOf(await take({ amount: '8.00' }, { idempotency_key: key }))[0]).toBeGreaterThanOrEqual(409);
  });

  test.each([
    ['nothing', { amount: '0.00' }, 'billing.nothing'], ['below nothing', { amount: '-5.00' }, 'input.invalid'], ['too many decimals', { amount: '5.001' }, 'input.invalid'], ['no currency', { amount: '5', currency: 'XXX' }, undefined],
    ['less than it shall be', { amount: '50', tendered: '20' }, 'billing.too_little'], ['change for a card', { method: 'card', amount: '5', tendered: '20' }, 'billing.no_change'], ['nobody', { patient_id: null, amount: '5' }, 'billing.who_pays'],
    ['no rate', { amount: '5', currency: 'USD', tendered: '10' }, 'billing.no_rate'],
  ])('of %s is refused', async (_what, input, code) => {
    const answer = await take(input);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    if (code !== undefined) expect(answer.body.code).toBe(code);
  });

  test('pays no more than is owed of an invoice, and nothing of one that is not issued', async () => {
    const id = await invoice(1000n);
    expect(codeOf(await take({ amount: '20.00', pays: [{ invoice_id: id, amount: '10.01' }] }))).toEqual([422, 'billing.more_than_owed']);
    expect(codeOf(await take({ amount: '5.00', pays: [{ invoice_id: id, amount: '6.00' }] }))).toEqual([422, 'billing.more_than_left']);
    expect(codeOf(await take({ amount: '5.00', pays: [{ invoice_id: crypto.randomUUID(), amount: '5.00' }] }))).toEqual([422, 'billing.invoice_takes_none']);
  });

  test('that was there before the invoice stands on the e-invoice as paid in advance; a later one leaves the document as it is', async () => {
    const who = await hospital.patient();
    const setting = (await manager.call(contract.invoiceSetting, {})).body;
    expect((await manager.call(contract.setInvoiceSetting, { ...setting, tax_number: 'DE123456789' })).status).toBe(200);
    const deposit = (await take({ patient_id: who, amount: '15.00', pays: 'nothing' })).body;
    const id = await invoice(4000n, who);
    const eInvoice = async () => (await manager.send('GET', `/billing/invoices/${id}/e-invoice`)).text;
    expect(await eInvoice()).not.toContain('PrepaidAmount');
    expect((await cashier.call(contract.useCredit, { payment_id: deposit.id, pays: [{ invoice_id: id, amount: '15.00' }] })).status).toBe(201);
    const document = await eInvoice();
    expect(document).toContain('<cbc:PrepaidAmount currencyID="EUR">15.00</cbc:PrepaidAmount><cbc:PayableAmount currencyID="EUR">25.00<');
    expect(faultsOf(document)).toEqual([]);
    expect((await take({ patient_id: who, amount: '25.00' })).status).toBe(201);
    expect(await eInvoice()).toBe(document);
  });

  test('in another currency is credited at the rate of the day, with change in ours', async () => {
    await hospital.asSuperuser(`insert into billing.currency_rate (currency, book_currency, on_date, rate) values ('USD', 'EUR', '2020-01-01', 1.25)`);
    const { status, body } = await take({ amount: '60.00', currency: 'USD', tendered: '100.00', pays: 'nothing' });
    expect([status, body.change, body.credited, body.amount, body.currency]).toEqual([201, '20.00', '60.00', '100.00', 'USD']);
  });

  test('of a day that is closed is taken on no more: the drawer goes on to the next, and nothing changes what was closed', async () => {
    expect(await hospital.asSuperuser(`select 1 from billing.day_close`)).toEqual([]);
    await expect(hospital.asSuperuser(`update billing.payment set book_amount_minor = 1`)).rejects.toMatchObject({ constraint: 'money_is_append_only' });
    await expect(hospital.asSuperuser(`delete from billing.payment`)).rejects.toMatchObject({ constraint: 'money_is_append_only' });
    await expect(hospital.asSuperuser(`update billing.allocation set amount_minor = 1`)).rejects.toMatchObject({ constraint: 'money_is_append_only' });
  });
});

describe('what goes back', () => {
  test('is never more than the payment, whoever asks at once', async () => {
    const { body } = await take({ method: 'card', amount: '30.00', pays: 'nothing' });
    const answers = await Promise.all(Array.from({ length: 50 }, () => refund(cashier, body.id, '10.00')));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
    expect(new Set(answers.filter(({ status }) => status !== 201).map((each) => codeOf(each)[1]))).toEqual(new Set(['billing.more_than_left']));
    const [sum] = await hospital.asSuperuser<{ sum: string }>(`select sum(amount_minor)::text as sum from billing.refund where payment_id = $1`, [body.id]);
    expect(sum?.sum).toBe('3000');
  });

  test('beside a payment of an invoice out of the same credit: one of them wins', async () => {
    const who = await hospital.patient();
    const { body } = await take({ patient_id: who, method: 'card', amount: '20.00', pays: 'nothing' });
    const id = await invoice(2000n, who);
    const answers = await Promise.all([refund(cashier, body.id, '20.00'), cashier.call(contract.useCredit, { payment_id: body.id, pays: [{ invoice_id: id, amount: '20.00' }] }), refund(cashier, body.id, '20.00')]);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(await balance('deposit.patient', who)).toBe(0n);
  });

  test('over one’s limit waits for somebody else', async () => {
    const { body } = await take({ method: 'card', amount: '80.00', pays: 'nothing' });
    const asked = await refund(cashier, body.id, '60.00');
    expect(asked.body).toMatchObject({ approval_id: expect.any(String), payment: { left: '80.00' } });
    expect(codeOf(await cashier.call(contract.decideApproval, { approval_id: asked.body['approval_id'], granted: true }))[0]).toBe(403);
    expect((await manager.call(contract.decideApproval, { approval_id: asked.body['approval_id'], granted: true })).status).toBe(200);
    expect((await cashier.call<Payment>(contract.payment, { payment_id: body.id })).body).toMatchObject({ left: '20.00', refunds: [{ amount: '60.00', voucher_number: expect.any(Number) }] });
  });

  test('by cancelling nets to nothing, and happens once', async () => {
    const who = await hospital.patient();
    await invoice(1500n, who);
    const till = await balance('till.cash', drawer_id);
    const { body } = await take({ patient_id: who, amount: '15.00' });
    expect(await balance('receivable.patient', who)).toBe(0n);
    const answers = await Promise.all([1, 2, 3].map(() => cashier.call(contract.cancelPayment, { payment_id: body.id, reason: 'Wrong patient' })));
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 409, 409]);
    expect([await balance('receivable.patient', who), await balance('deposit.patient', who), await balance('till.cash', drawer_id)]).toEqual([1500n, 0n, till]);
    expect(codeOf(await refund(cashier, body.id, '1.00'))).toEqual([422, 'billing.more_than_left']);
  });

  test('to the bank by a chargeback makes the invoice owed again, and comes back when it is won', async () => {
    const who = await hospital.patient();
    await invoice(2500n, who);
    const { body } = await take({ patient_id: who, method: 'card', amount: '25.00' });
    const back = await cashier.call<Payment>(contract.chargeBack, { payment_id: body.id, amount: '25.00', fee: '15.00', reason: 'Disputed' });
    expect(back.body).toMatchObject({ left: '0.00', allocations: [], chargebacks: [{ amount: '25.00', fee: '15.00', state: 'taken' }] });
    expect(await balance('receivable.patient', who)).toBe(2500n);
    const won = await cashier.call<Payment>(contract.winChargeback, { chargeback_id: back.body.chargebacks[0]!.id });
    expect(won.body).toMatchObject({ left: '25.00', chargebacks: [{ state: 'won' }] });
  });

  test('makes room on an invoice for what is credited of it; the rest goes on paying it', async () => {
    const who = await hospital.patient();
    const id = await invoice(4000n, who);
    const { body } = await take({ patient_id: who, method: 'card', amount: '40.00' });
    await hospital.database.transaction({ scope: 'system' }, (tx) => releaseInvoice(tx, id, 1500n, 'Biller'));
    expect((await cashier.call<Payment>(contract.payment, { payment_id: body.id })).body).toMatchObject({ left: '15.00', allocations: [{ amount: '25.00' }] });
  });
});

test('receipts are numbered without gaps, whatever was refused between', async () => {
  await Promise.all(Array.from({ length: 12 }, (_each, at) => take(at % 3 === 0 ? { amount: '1.00', pays: [{ invoice_id: crypto.randomUUID(), amount: '1.00' }] } : { amount: '1.00', pays: 'nothing' })));
  const [row] = await hospital.asSuperuser<{ n: string; most: number; least: number }>(`select count(*) as n, max(receipt_number) as most, min(receipt_number) as least from billing.payment`);
  expect([row!.least, Number(row!.n)]).toEqual([1, row!.most]);
});

test('a receipt is printed on a sheet and on a strip; the second says that it is a copy', async () => {
  const { body } = await take({ amount: '12.34', tendered: '20.00', pays: 'nothing' });
  const print = (query: string) => cashier.send('GET', `/billing/payments/${body.id}/receipt?${query}`);
  const first = await print('format=html&paper=strip');
  expect(first.text).toContain('12.34 EUR');
  expect(first.text).toContain('7.66 EUR');
  expect(first.text).not.toContain('COPY');
  expect((await print('format=html&paper=strip')).text).toContain('COPY');
  expect((await print('format=html')).text).toContain('Copy of a receipt');
  expect((await print('format=pdf&paper=strip')).text.slice(0, 5)).toBe('%PDF-');
  expect((await print('format=pdf')).text.slice(0, 5)).toBe('%PDF-');
});

test('whatever is paid, refunded and cancelled, subledgers are their control accounts, and no payment is below nothing', async () => {
  const step = fc.record({ amount: fc.integer({ min: 1, max: 9000 }), method: fc.constantFrom('cash', 'card', 'bank', 'cheque'), after: fc.constantFrom('refund', 'cancel', 'nothing', 'owe') });
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (steps) => {
    const who = await hospital.patient();
    for (const { amount, method, after } of steps) {
      if (after === 'owe') await invoice(BigInt(amount), who);
      const { body } = await take({ patient_id: who, method, amount: `${Math.floor(amount / 100)}.${String(amount % 100).padStart(2, '0')}` });
      if (after === 'refund') await refund(cashier, body.id, '0.01', 'cash');
      if (after === 'cancel') await cashier.call(contract.cancelPayment, { payment_id: body.id, reason: 'Drawn' });
    }
    const [credit] = await hospital.asSuperuser<{ sum: string; least: string }>(`select coalesce(sum(billing.payment_left(id)), 0)::text as sum, min(billing.payment_left(id))::text as least from billing.payment where patient_id = $1`, [who]);
    expect(await balance('deposit.patient', who)).toBe(-BigInt(credit!.sum));
    expect(BigInt(credit!.least)).toBeGreaterThanOrEqual(0n);
    const [owed] = await hospital.asSuperuser<{ sum: string }>(`select coalesce(sum(open_minor), 0)::text as sum from billing.invoice_open where debtor_id = $1`, [who]);
    expect(await balance('receivable.patient', who)).toBe(BigInt(owed!.sum));
  }), { numRuns: 8 });
  const [till] = await hospital.asSuperuser<{ sum: string }>(`select sum(amount_minor)::text as sum from billing.drawer_movement where currency = 'EUR'`);
  expect(await balance('till.cash', drawer_id)).toBe(BigInt(till!.sum));
});

test('FHIR has a notice of it', async () => {
  const { body } = await take({ amount: '3.00', pays: 'nothing' });
  const [row] = await hospital.asSuperuser<{ n: string }>(`select count(*) as n from records.resource where type = 'PaymentNotice' and id = $1`, [body.id]);
  expect(Number(row?.n)).toBe(1);
});
