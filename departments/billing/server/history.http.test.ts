import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allocate } from '@openward/platform/money';
import { patientsContract } from '@openward/patients/contract';
import { putMany } from '@openward/records/api';
import { recordsContract } from '@openward/records/contract';
import { ledgerContract } from '@openward/ledger/contract';
import type { Client } from '@openward/platform/testing';
import { billingContract as contract, type Charge, type ClinicianShares, type Invoice, type MissedCharge, type Payment, type Service, type Statement } from '../contract/index.ts';
import { seedCharges } from './invoice/test-charges.ts';
import { type BillingHospital, openBillingHospital } from './test-hospital.ts';

let hospital: BillingHospital;
let biller: Client;
let manager: Client;
let cashier: Client;
let accountant: Client;
let payer_id: string;
let practitioner_id: string;
let services: Record<string, string>;
let list: { id: string };
const day = new Date().toISOString().slice(0, 10);
const from = `${day.slice(0, 4)}-01-01`;

beforeAll(async () => {
  hospital = await openBillingHospital(from);
  ({ biller, manager, cashier } = hospital);
  accountant = await hospital.signIn('accountant');
  payer_id = (await manager.call(patientsContract.addPayer, { name: 'Sickness fund', kind: 'insurer' })).body['id'] as string;
  await manager.call(contract.addSplitRule, { payer_id, percent_bp: 7000 });
  const limits = (['write-off', 'credit-note', 'void', 're-price', 'discount', 'refund'] as const).flatMap((kind) => ['biller', 'cashier'].map((role) => ({ role, kind, currency: 'EUR', amount_max: '100000.00' })));
  expect((await manager.call(contract.setLimits, { limits })).status).toBe(200);
  const [person] = await hospital.asSuperuser<{ id: string }>(`insert into staff.practitioner (family_name, display_name, employed, search_text) values ('Adams', 'Dr Adams', '[2020-01-01,)', 'adams') returning id`);
  practitioner_id = person!.id;
  services = {};
  list = await made<{ id: string }>(manager, contract.addPriceList, { code: 'STD', name: 'Standard', currency: 'EUR', from });
  await made(manager, contract.addTaxRate, { tax_code: 'standard', percent: '19', from });
  for (const [code, kind, tax_code, unit] of [['XRAY', 'imaging', 'care', '100.00'], ['BLOOD', 'laboratory', 'standard', '50.00'], ['WART', 'procedure', 'care', '80.00']] as const) {
    services[code] = (await made<Service>(manager, contract.addService, { code, name: `Service ${code}`, kind, tax_code })).id;
    await made(manager, contract.setPrice, { price_list_id: list.id, service_id: services[code], unit, from });
  }
});
afterAll(() => hospital.close());

async function made<Body>(client: Client, endpoint: Parameters<Client['call']>[0], input: object): Promise<Body> {
  const { status, body, text } = await client.call<Body & Record<string, unknown>>(endpoint, input);
  if (status >= 300) throw new Error(text);
  return body;
}
const codeOf = ({ status, body }: { status: number; body: object }) => [status, (body as { code?: string }).code];
const euros = (minor: bigint | number) => `${BigInt(minor) / 100n}.${String(BigInt(minor) % 100n).padStart(2, '0')}`;
const cents = (text: string) => BigInt(text.replace('.', ''));
/** What the book says of an account, of one party. */
const book = async (role: string, party: string): Promise<bigint> => {
  const [row] = await hospital.asSuperuser<{ sum: string }>(`select coalesce(sum(p.amount_minor), 0)::text as sum from ledger.posting p join ledger.account a on a.id = p.account_id where a.role = $1 and p.party_id = $2`, [role, party]);
  return BigInt(row!.sum);
};
const issueAll = async (patient_id: string): Promise<Invoice[]> => {
  const drafts = (await made<{ invoices: Invoice[] }>(biller, contract.draftInvoices, { patient_id })).invoices;
  return Promise.all(drafts.map(({ id, version }) => made<Invoice>(biller, contract.issueInvoice, { invoice_id: id, version })));
};
const insured = async () => {
  const patient_id = await hospital.patient();
  await made(biller, patientsContract.addCoverage, { patient_id, version: 1, coverage: { payer_id, policy_number: crypto.randomUUID() } });
  return patient_id;
};
const resource = async (type: string, id: string) => {
  const [row] = await hospital.asSuperuser<{ json: string }>(`select body::text as json from records.resource where type = $1 and id = $2`, [type, id]);
  return JSON.parse(row!.json) as Record<string, never> & { status: string };
};

interface Line { charge_id: string; billed: string; discount: string; tax: string }
interface Bill { debtor_kind: string; total: string; paid: string; written: string; open: string; lines: Line[] }

/** Of each charge of a patient: where its amount has gone. What is paid or written off of an invoice goes to its lines by their amounts, to the unit. */
async function partsOfCharges(patient_id: string) {
  const charges = await hospital.asSuperuser<{ id: string; state: string; net: string; issued: string }>(`select id, state, net_minor::text as net, billing.issued_of(id)::text as issued from billing.charge where patient_id = $1`, [patient_id]);
  const bills = await hospital.asSuperuser<Bill>(`
    select o.debtor_kind, (o.total_minor - o.credited_minor)::text as total, o.paid_minor::text as paid, o.written_off_minor::text as written, o.open_minor::text as open,
      (select jsonb_agg(jsonb_build_object('charge_id', l.charge_id,
          'billed', (l.share_minor - coalesce(n.share, 0))::text, 'discount', (l.discount_minor - coalesce(n.discount, 0))::text, 'tax', (l.tax_minor - coalesce(n.tax, 0))::text) order by l.line)
        from billing.invoice_line l left join lateral (select sum(k.share_minor) as share, sum(k.discount_minor) as discount, sum(k.tax_minor) as tax from billing.invoice_line k join billing.invoice c on c.id = k.invoice_id
          where c.credits = o.invoice_id and c.state = 'issued' and k.credits_line = l.line) n on true where l.invoice_id = o.invoice_id) as lines
    from billing.invoice_open o where o.patient_id = $1`, [patient_id]);
  const parts = new Map(charges.map(({ id, state, net, issued }) => [id, { charge: BigInt(net), waiting: state === 'void' ? 0n : BigInt(net) - BigInt(issued), void: state === 'void' ? BigInt(net) : 0n, tax: 0n, discount: 0n, paid: 0n, written: 0n, payer: 0n, patient: 0n }]));
  for (const { debtor_kind, total, paid, written, open, lines } of bills) {
    const worth = lines.map(({ billed, discount, tax }) => BigInt(billed) - BigInt(discount) + BigInt(tax));
    expect(worth.reduce((sum, each) => sum + each, 0n), 'an invoice is the sum of its lines').toBe(BigInt(total));
    const by = worth.some((each) => each > 0n) ? worth : worth.map(() => 1n);
    const paid_parts = allocate(BigInt(paid), by);
    const left = worth.map((each, at) => each - paid_parts[at]!);
    const written_parts = allocate(BigInt(written), left.some((each) => each > 0n) ? left : by);
    const open_parts = left.map((each, at) => each - written_parts[at]!);
    expect(open_parts.reduce((sum, each) => sum + each, 0n), 'what is open of an invoice').toBe(BigInt(open));
    expect(open_parts.every((each) => each >= 0n)).toBe(true);
    lines.forEach(({ charge_id, discount, tax }, at) => {
      const part = parts.get(charge_id)!;
      part.tax += BigInt(tax);
      part.discount += BigInt(discount);
      part.paid += paid_parts[at]!;
      part.written += written_parts[at]!;
      part[debtor_kind === 'payer' ? 'payer' : 'patient'] += open_parts[at]!;
    });
  }
  return [...parts.values()];
}

const sum = <Of>(of: readonly Of[], what: (each: Of) => bigint): bigint => of.reduce((total, each) => total + what(each), 0n);

test('whatever happens to charges: each is what was paid, adjusted, and is owed by payer and patient; subledgers and statement say the same', async () => {
  const step = fc.oneof(
    { weight: 3, arbitrary: fc.record({ what: fc.constant('charge' as const), minor: fc.integer({ min: 1, max: 20_000 }), taxed: fc.boolean() }) },
    { weight: 2, arbitrary: fc.record({ what: fc.constant('issue' as const) }) },
    { weight: 3, arbitrary: fc.record({ what: fc.constantFrom('pay' as const, 'payer pays' as const), minor: fc.integer({ min: 1, max: 15_000 }) }) },
    { weight: 2, arbitrary: fc.record({ what: fc.constantFrom('credit' as const, 'credit a part' as const, 'write off' as const, 'void' as const, 'cancel' as const, 'refund' as const, 'discount' as const, 'take back' as const), nth: fc.nat({ max: 5 }), minor: fc.integer({ min: 1, max: 3_000 }) }) },
  );
  const once = { nth: 0, minor: 100 };
  // What is drawn may be refused for the most part: this does each of them.
  const everything = [
    { what: 'discount' as const, ...once }, { what: 'void' as const, nth: 1, minor: 1 }, { what: 'charge' as const, minor: 5000, taxed: true }, { what: 'issue' as const }, { what: 'pay' as const, minor: 15_000 }, { what: 'refund' as const, ...once },
    { what: 'payer pays' as const, minor: 500 }, { what: 'charge' as const, minor: 9000, taxed: false }, { what: 'issue' as const }, { what: 'pay' as const, minor: 10 }, { what: 'cancel' as const, nth: 1, minor: 1 }, { what: 'take back' as const, ...once },
    { what: 'credit' as const, nth: 3, minor: 1 }, ...[0, 1, 2, 3].flatMap((nth) => [{ what: 'write off' as const, nth, minor: 10 }, { what: 'credit a part' as const, nth, minor: 10 }, { what: 'credit' as const, nth, minor: 1 }]),
  ];
  const answers = new Map<string, number>();
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 14 }), async (steps) => {
    const patient_id = await insured();
    const invoices: Invoice[] = [];
    const payments: Payment[] = [];
    const act = async (name: string, client: Client, endpoint: Parameters<Client['call']>[0], input: object) => {
      const answer = await client.call(endpoint, input);
      // Refused in words, or done: never broken.
      expect([200, 201, 400, 404, 409, 422], answer.text).toContain(answer.status);
      const key = `${name} ${answer.status < 300 ? 'done' : 'refused'}`;
      answers.set(key, (answers.get(key) ?? 0) + 1);
      return answer;
    };
    await seedCharges(hospital, [{ patient_id, net: 10_001n }, { patient_id, net: 3_333n, kind: 'laboratory', tax_category: 'S', tax_rate_bp: 1900 }]);
    for (const each of steps) {
      const minor = 'minor' in each ? euros(each.minor) : '';
      const invoice = 'nth' in each ? invoices[each.nth % Math.max(1, invoices.length)] : undefined;
      const payment = 'nth' in each ? payments[each.nth % Math.max(1, payments.length)] : undefined;
      if (each.what === 'charge') await seedCharges(hospital, [each.taxed ? { patient_id, net: BigInt(each.minor), kind: 'laboratory', tax_category: 'S', tax_rate_bp: 1900 } : { patient_id, net: BigInt(each.minor) }]);
      else if (each.what === 'issue') {
        const drafts = await act('draft', biller, contract.draftInvoices, { patient_id });
        for (const { id, version } of (drafts.body['invoices'] ?? []) as Invoice[]) if ((await act('issue', biller, contract.issueInvoice, { invoice_id: id, version })).status === 200) invoices.push((await biller.call<Invoice>(contract.invoice, { invoice_id: id })).body);
      } else if (each.what === 'pay' || each.what === 'payer pays') {
        const paid = await act(each.what, manager, contract.takePayment, { ...(each.what === 'pay' ? { patient_id } : { payer_id }), method: 'card', amount: minor });
        if (paid.status === 201 && each.what === 'pay') payments.push(paid.body as never);
      } else if (each.what === 'void') {
        const charges = (await made<{ charges: Charge[] }>(biller, contract.charges, { patient_id })).charges;
        const charge = charges[each.nth % charges.length]!;
        await act('void', biller, contract.voidCharge, { charge_id: charge.id, version: charge.version, reason: 'Drawn' });
      } else if (each.what === 'discount') {
        const charges = (await made<{ charges: Charge[] }>(biller, contract.charges, { patient_id })).charges;
        const charge = charges[each.nth % charges.length]!;
        await act('discount', biller, contract.discountCharge, { charge_id: charge.id, version: charge.version, reason: 'Drawn', percent: '12.5' });
      } else if (each.what === 'credit' && invoice !== undefined) await act('credit', biller, contract.creditInvoice, { invoice_id: invoice.id, reason: 'Drawn' });
      else if (each.what === 'credit a part' && invoice !== undefined) await act('credit a part', biller, contract.creditInvoice, { invoice_id: invoice.id, reason: 'Drawn', lines: [{ line: 1, amount: minor }] });
      else if (each.what === 'write off' && invoice !== undefined) await act('write off', biller, contract.writeOff, { invoice_id: invoice.id, kind: 'bad-debt', amount: minor, reason: 'Drawn' });
      else if (each.what === 'cancel' && payment !== undefined) await act('cancel', manager, contract.cancelPayment, { payment_id: payment.id, reason: 'Drawn' });
      else if (each.what === 'refund' && payment !== undefined) await act('refund', cashier, contract.refund, { payment_id: payment.id, amount: minor, method: 'card', reason: 'Drawn' });
      else if (each.what === 'take back' && payment?.allocations[0] !== undefined) await act('take back', manager, contract.takeBack, { allocation_id: payment.allocations[0].id });
    }
    const parts = await partsOfCharges(patient_id);
    for (const part of parts) expect(part.charge + part.tax).toBe(part.void + part.waiting + part.discount + part.paid + part.written + part.payer + part.patient);
    expect(await book('unbilled.receivable', patient_id)).toBe(sum(parts, ({ waiting }) => waiting));
    expect(await book('receivable.patient', patient_id)).toBe(sum(parts, ({ patient }) => patient));
    const [credit] = await hospital.asSuperuser<{ sum: string; least: string }>(`select coalesce(sum(billing.payment_left(id)), 0)::text as sum, coalesce(min(billing.payment_left(id)), 0)::text as least from billing.payment where patient_id = $1`, [patient_id]);
    expect(BigInt(credit!.least)).toBeGreaterThanOrEqual(0n);
    const statement = await made<Statement>(biller, contract.statement, { patient_id });
    const [deposits, credits] = [await book('deposit.patient', patient_id), await book('credit.patient', patient_id)];
    expect(-(deposits + credits)).toBe(BigInt(credit!.sum));
    expect([cents(statement.owed), cents(statement.unbilled), cents(statement.credit)]).toEqual([await book('receivable.patient', patient_id), await book('unbilled.receivable', patient_id), BigInt(credit!.sum)]);
    expect(statement.movements.at(-1)).toMatchObject({ balance: statement.balance, unbilled_balance: statement.unbilled });
    const [owed] = await hospital.asSuperuser<{ sum: string }>(`select coalesce(sum(open_minor), 0)::text as sum from billing.invoice_open where debtor_id = $1`, [payer_id]);
    expect(await book('receivable.payer', payer_id)).toBe(BigInt(owed!.sum));
  }), { numRuns: 10, examples: [[everything]] });
  // Each kind of step was done, not only refused.
  expect(Object.keys(Object.fromEntries(answers))).toEqual(expect.arrayContaining(['issue', 'pay', 'payer pays', 'credit', 'credit a part', 'write off', 'void', 'cancel', 'refund', 'discount'].map((done) => `${done} done`)));
});

describe('each FHIR face agrees with the book', () => {
  test('over a history: charges, invoices, the account, notices and reconciliations, with the links between them', async () => {
    const patient_id = await insured();
    for (const code of ['XRAY', 'BLOOD']) await made(biller, contract.addCharge, { patient_id, service_id: services[code] });
    const [first, second] = await issueAll(patient_id);
    const [own, theirs] = first!.debtor_kind === 'patient' ? [first!, second!] : [second!, first!];
    const paid = await made<Payment>(manager, contract.takePayment, { patient_id, method: 'card', amount: own.total });
    const remitted = await made<Payment>(manager, contract.takePayment, { payer_id, method: 'bank', amount: '40.00', pays: [{ invoice_id: theirs.id, amount: '40.00' }] });
    const cancelled = await made<Payment>(manager, contract.takePayment, { patient_id, method: 'card', amount: '7.00', pays: 'nothing' });
    await made(manager, contract.cancelPayment, { payment_id: cancelled.id, reason: 'Wrong card' });
    await made(biller, contract.addCharge, { patient_id, service_id: services['WART'] });
    const again = await issueAll(patient_id);
    for (const { id } of again) await made(biller, contract.creditInvoice, { invoice_id: id, reason: 'Not done' });

    // Charges: their sum is that of the book, their state that of the charge.
    const charges = await hospital.asSuperuser<{ id: string; state: string; net: string }>(`select id, state, net_minor::text as net from billing.charge where patient_id = $1`, [patient_id]);
    const states: Record<string, string> = { held: 'not-billable', billable: 'billable', invoiced: 'billed', void: 'aborted' };
    for (const { id, state, net } of charges) {
      expect(await resource('ChargeItem', id)).toMatchObject({ status: states[state], subject: { reference: `Patient/${patient_id}` }, priceOverride: { value: Number(net) / 100, currency: 'EUR' } });
    }
    // Invoices: the total of each, its lines refer to the charges, and it is on the account of the patient.
    const rows = await hospital.asSuperuser<{ id: string; total: string; state: string; open: string | null; receivable: string }>(`
      select i.id, i.total_minor::text as total, i.state, billing.open_of(i.id)::text as open,
        (select sum(p.amount_minor)::text from ledger.posting p join ledger.account a on a.id = p.account_id where p.entry_id = i.entry_id and a.role like 'receivable.%') as receivable
      from billing.invoice i where i.patient_id = $1 and i.entry_id is not null and i.kind <> 'credit-note'`, [patient_id]);
    expect(rows).toHaveLength(2 + again.length);
    for (const { id, total, state, open, receivable } of rows) {
      expect(receivable).toBe(total);
      const face = await resource('Invoice', id) as unknown as { totalGross: { value: number }; lineItem: { chargeItemReference: { reference: string }; priceComponent: { type: string; amount: { value: number } }[] }[] };
      expect(face).toMatchObject({ status: state === 'credited' ? 'cancelled' : open === '0' ? 'balanced' : 'issued', account: { reference: `Account/${patient_id}` }, totalGross: { value: Number(total) / 100, currency: 'EUR' } });
      expect(Math.round(face.lineItem.flatMap(({ priceComponent }) => priceComponent).reduce((all, { amount }) => all + amount.value, 0) * 100)).toBe(Number(total));
      for (const { chargeItemReference } of face.lineItem) expect(charges.map((charge) => `ChargeItem/${charge.id}`)).toContain(chargeItemReference.reference);
    }
    expect(await resource('Account', patient_id)).toMatchObject({ status: 'active', subject: [{ reference: `Patient/${patient_id}` }] });
    // Payments.
    expect(await resource('PaymentNotice', paid.id)).toMatchObject({ status: 'active', request: { reference: `Invoice/${own.id}` }, amount: { value: Number(own.total), currency: 'EUR' } });
    expect(await resource('PaymentNotice', cancelled.id)).toMatchObject({ status: 'cancelled', amount: { value: 7 } });
    expect(await resource('PaymentNotice', remitted.id)).toMatchObject({ status: 'active', payment: { reference: `PaymentReconciliation/${remitted.id}` } });
    expect(await resource('PaymentReconciliation', remitted.id)).toMatchObject({
      status: 'active', paymentAmount: { value: 40, currency: 'EUR' }, paymentIssuer: { display: 'Sickness fund' }, detail: [{ request: { reference: `Invoice/${theirs.id}` }, amount: { value: 40 } }],
    });
    // The catalogue.
    expect(await resource('ChargeItemDefinition', services['XRAY']!)).toMatchObject({ status: 'active', title: 'Service XRAY', propertyGroup: [{ priceComponent: [{ type: 'base', amount: { value: 100, currency: 'EUR' } }] }] });
    // From the entry of a payment the accountant comes down to the invoice, its charges and so to what was done.
    const [entry] = await hospital.asSuperuser<{ id: string }>(`select id from ledger.entry where source_kind = 'payment' and source_id = $1 order by number limit 1`, [paid.id]);
    const { origins, parties } = await made<{ origins: { kind: string; id: string }[]; parties: { party_id: string }[] }>(accountant, ledgerContract.entry, { entry_id: entry!.id });
    expect(origins.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['payment', 'invoice', 'charge']));
    expect(origins).toEqual(expect.arrayContaining([expect.objectContaining({ kind: 'invoice', id: own.id, label: own.label })]));
    expect(parties.map(({ party_id }) => party_id)).toContain(patient_id);
  });
});

describe('the share of a clinician', () => {
  const owed = async () => (await made<{ clinicians: ClinicianShares[] }>(accountant, contract.clinicianShares, {})).clinicians[0];
  const charged = async (unit: string) => {
    const patient_id = await hospital.patient();
    const charge = await made<Charge>(biller, contract.addCharge, { patient_id, service_id: services['XRAY'], practitioner_id });
    await made(biller, contract.repriceCharge, { charge_id: charge.id, version: charge.version, reason: 'Agreed', unit });
    return patient_id;
  };

  test('accrues when the charge is invoiced, goes with its credit, and is settled by a payment, never above what is owed', async () => {
    expect(codeOf(await biller.call(contract.addShareRule, { practitioner_id, percent: '40', from }))[0]).toBe(403);
    expect(codeOf(await manager.call(contract.addShareRule, { practitioner_id, percent: '100.01', from }))).toEqual([422, 'billing.percent']);
    await made(manager, contract.addShareRule, { practitioner_id, percent: '33.33', from });
    expect(codeOf(await manager.call(contract.addShareRule, { practitioner_id, percent: '5', from: day }))).toEqual([409, 'billing.share_for_the_same']);
    const patient_id = await charged('100.01');
    expect(await owed()).toBeUndefined();
    const [invoice] = await issueAll(patient_id);
    expect(await owed()).toMatchObject({ practitioner_name: 'Dr Adams', accrued: '33.33', charges: 1, paid: '0.00', owed: '33.33' });
    expect(await book('payable.clinician', practitioner_id)).toBe(-3333n);
    await made(biller, contract.creditInvoice, { invoice_id: invoice!.id, reason: 'Wrong price' });
    expect(await owed()).toMatchObject({ accrued: '0.00', owed: '0.00' });
    await issueAll(patient_id);
    expect(await owed()).toMatchObject({ accrued: '33.33', owed: '33.33' });

    const pay = (amount: string) => accountant.call<{ shares: ClinicianShares }>(contract.payShare, { practitioner_id, amount, currency: 'EUR', paid_on: day });
    expect(codeOf(await pay('33.34'))).toEqual([422, 'billing.share_not_owed']);
    const answers = await Promise.all(Array.from({ length: 8 }, () => pay('15.00')));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(2);
    expect(await owed()).toMatchObject({ paid: '30.00', owed: '3.33' });
    await expect(hospital.asSuperuser('delete from billing.clinician_share')).rejects.toMatchObject({ constraint: 'money_is_append_only' });
    await expect(hospital.asSuperuser(`update billing.charge set state = 'billable', change = 'credited' where practitioner_id = $1 and state = 'invoiced'`, [practitioner_id])).rejects.toMatchObject({ constraint: 'share_follows_its_charge' });
  });

  test('is that of the rule that says most on the day; a rule that ended counts no more', async () => {
    const before = cents((await owed())!.accrued);
    const rule = await made<{ id: string; version: number }>(manager, contract.addShareRule, { practitioner_id, service_id: services['XRAY'], percent: '10', from });
    await issueAll(await charged('10.00'));
    expect(cents((await owed())!.accrued) - before).toBe(100n);
    await made(manager, contract.endShareRule, { share_rule_id: rule.id, version: rule.version, last_day: from });
    await issueAll(await charged('10.00'));
    expect(cents((await owed())!.accrued) - before).toBe(100n + 333n);
  });
});

describe('a procedure in the record', () => {
  const code = { system: 'http://snomed.info/sct', code: '173171007', display: 'Wart removed' };
  let patient_id: string;
  let visit_id: string;
  let doctor: Client;
  const charges = async () => (await made<{ charges: Charge[] }>(biller, contract.charges, { patient_id })).charges.map(({ service_code, state, source_kind }) => [service_code, state, source_kind]);
  const add = (more: object = {}, visit: object = { visit_id }) => doctor.call<{ id: string; version: number }>(recordsContract.procedures.add, { patient_id, ...visit, statement: { concept: code, ...more } });
  beforeAll(async () => {
    doctor = await hospital.signIn('doctor');
    patient_id = await hospital.patient();
    visit_id = crypto.randomUUID();
    await hospital.database.transaction({ scope: 'system' }, (tx) => putMany(tx, [{ resource: { resourceType: 'Encounter', id: visit_id, status: 'in-progress', class: { code: 'AMB' }, subject: { reference: `Patient/${patient_id}` } }, patient_id }]));
  });

  test('charges once by rule in the same transaction; one that was not done is taken back; what a history tells costs nothing', async () => {
    const early = await add();
    expect(early.status, early.text).toBe(201);
    expect(await charges()).toEqual([]);
    await made(manager, contract.addChargeRule, { name: 'Warts', event_kind: 'procedure', code: `${code.system}|${code.code}`, service_id: services['WART'], from });

    // What was done before the rule was there is missed, and caught up once.
    const { missed } = await made<{ missed: MissedCharge[] }>(biller, contract.missedCharges, { from: day, until: day });
    expect(missed).toMatchObject([{ kind: 'procedure', patient_id, what: 'Wart removed' }]);
    await made(biller, contract.chargeMissed, { kind: 'procedure', source_id: missed[0]!.source_id, from: day, until: day });
    expect((await made<{ missed: MissedCharge[] }>(biller, contract.missedCharges, { from: day, until: day })).missed).toEqual([]);
    expect(await charges()).toEqual([['WART', 'billable', 'procedure']]);

    const done = await add();
    expect(await charges()).toHaveLength(2);
    // Told again, it charges nothing more.
    const changed = await doctor.call<{ version: number }>(recordsContract.procedures.change, { patient_id, id: done.body.id, version: done.body.version, statement: { concept: code, note: 'Left hand' } });
    expect(changed.status, changed.text).toBe(200);
    expect(await charges()).toHaveLength(2);
    const undone = await doctor.call(recordsContract.procedures.change, { patient_id, id: done.body.id, version: changed.body.version, statement: { concept: code, status: 'not-done', status_reason: { text: 'Refused' } } });
    expect(undone.status, undone.text).toBe(200);
    expect(new Set((await charges()).map(([, state]) => state))).toEqual(new Set(['billable', 'void']));
    expect(await book('unbilled.receivable', patient_id)).toBe(8000n);
    await add({}, {});
    await add({ status: 'in-progress' });
    expect(await charges()).toHaveLength(2);
  });
});
