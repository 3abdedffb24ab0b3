import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkStructure } from '@openward/records/api';
import { patientsContract } from '@openward/patients/contract';
import type { Client } from '@openward/platform/testing';
import { billingContract as contract, type Approval, type Invoice, type InvoiceHead, type Receivable, type Statement } from '../../contract/index.ts';
import { faultsOf } from '../../rules/invoice/judge/en16931.ts';
import { type BillingHospital, openBillingHospital } from '../test-hospital.ts';
import { seedCharges } from './test-charges.ts';

let hospital: BillingHospital;
let biller: Client;
let manager: Client;
let payer_id: string;
beforeAll(async () => {
  hospital = await openBillingHospital();
  ({ biller, manager } = hospital);
  payer_id = (await manager.call(patientsContract.addPayer, { name: 'Sickness fund', kind: 'insurer' })).body['id'] as string;
  await manager.call(contract.addSplitRule, { payer_id, percent_bp: 8000, co_pay: '5.00' });
});
afterAll(() => hospital.close());

const codeOf = ({ status, body }: { status: number; body: object }) => [status, (body as { code?: string }).code];
const draftsOf = async (patient_id: string, more = {}) => {
  const answer = await biller.call<{ invoices: Invoice[] }>(contract.draftInvoices, { patient_id, ...more });
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.body.invoices;
};
const issue = (invoice: { id: string; version: number }, who = biller) => who.call<Invoice>(contract.issueInvoice, { invoice_id: invoice.id, version: invoice.version });
const issued = async (patient_id: string, more = {}) => {
  const [draft] = await draftsOf(patient_id, more);
  const answer = await issue(draft!);
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.body;
};
const statementOf = async (patient_id: string) => (await biller.call<Statement>(contract.statement, { patient_id })).body;
const read = async (invoice_id: string) => (await biller.call<Invoice>(contract.invoice, { invoice_id })).body;
const insured = async (patient_id: string) => {
  const answer = await biller.call(patientsContract.addCoverage, { patient_id, version: 1, coverage: { payer_id, policy_number: crypto.randomUUID() } });
  if (answer.status !== 201) throw new Error(answer.text);
};
const grant = async (subject_id: string) => {
  const { approvals } = (await manager.call<{ approvals: Approval[] }>(contract.approvals, {})).body;
  return manager.call<Approval>(contract.decideApproval, { approval_id: approvals.find((each) => each.subject_id === subject_id)!.id, granted: true });
};

describe('from charges to an invoice', () => {
  test('what is billable is drafted for each who pays, issued, posted; the statement is what the book says', async () => {
    const patient_id = await hospital.patient();
    await insured(patient_id);
    const charge_ids = await seedCharges(hospital, [{ patient_id, net: 10_000n }, { patient_id, net: 5_000n, kind: 'laboratory', tax_category: 'S', tax_rate_bp: 1900 }]);
    expect(await statementOf(patient_id)).toMatchObject({ owed: '0.00', unbilled: '150.00', balance: '0.00' });
    const drafts = await draftsOf(patient_id);
    expect(drafts.map(({ debtor_kind, net, tax, total, state }) => ({ debtor_kind, net, tax, total, state }))).toEqual([
      { debtor_kind: 'payer', net: '112.00', tax: '6.84', total: '118.84', state: 'draft' }, { debtor_kind: 'patient', net: '38.00', tax: '2.66', total: '40.66', state: 'draft' },
    ]);
    expect(codeOf(await biller.call(contract.draftInvoices, { patient_id }))).toEqual([409, 'billing.nothing_billable']);
    for (const draft of drafts) expect((await issue(draft)).body).toMatchObject({ state: 'issued', label: expect.stringMatching(/^INV-\d{6}$/), standing: 'unpaid', issued_by_name: expect.any(String) });
    const statement = await statementOf(patient_id);
    expect(statement).toMatchObject({ owed: '40.66', unbilled: '0.00', balance: '40.66' });
    expect(statement.movements.at(-1)).toMatchObject({ balance: '40.66', unbilled_balance: '0.00', label: expect.stringMatching(/^INV-/) });
    const [book] = await hospital.asSuperuser<{ sum: string }>(`select sum(amount_minor)::text as sum from ledger.posting p join ledger.account a on a.id = p.account_id where p.party_id = $1 and a.role = 'receivable.patient'`, [patient_id]);
    expect(book?.sum).toBe('4066');
    expect(await hospital.asSuperuser('select distinct state from billing.charge where id = any ($1::uuid[])', [charge_ids])).toEqual([{ state: 'invoiced' }]);
    const [resource] = await hospital.asSuperuser<{ json: string }>(`select body::text as json from records.resource where type = 'Invoice' and id = $1`, [drafts[1]!.id]);
    expect(JSON.parse(resource!.json)).toMatchObject({ resourceType: 'Invoice', status: 'issued', totalGross: { value: 40.66, currency: 'EUR' } });
  });

  test('a double click issues once; a re-sent request answers the same', async () => {
    const patient_id = await hospital.patient();
    await seedCharges(hospital, [{ patient_id, net: 1_000n }]);
    const [draft] = await draftsOf(patient_id);
    const answers = await Promise.all(Array.from({ length: 5 }, () => issue(draft!)));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409, 409, 409]);
    expect(await statementOf(patient_id)).toMatchObject({ owed: '10.00', unbilled: '0.00' });
  });

  test('two who draft at once bill a charge once', async () => {
    const patient_id = await hospital.patient();
    await seedCharges(hospital, [{ patient_id, net: 1_000n }, { patient_id, net: 2_000n }]);
    const answers = await Promise.all([biller, manager, biller, manager].map((who) => who.call(contract.draftInvoices, { patient_id })));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409, 409, 409]);
  });

  test('a final bill waits for what is held; a held charge is on no bill', async () => {
    const patient_id = await hospital.patient();
    const visit_id = crypto.randomUUID();
    await seedCharges(hospital, [{ patient_id, net: 1_000n, visit_id }, { patient_id, net: 2_000n, visit_id, held: true }, { patient_id, net: 4_000n }]);
    expect(codeOf(await biller.call(contract.draftInvoices, { patient_id, visit_id, kind: 'final' }))).toEqual([409, 'billing.charges_held']);
    expect(await draftsOf(patient_id, { visit_id, kind: 'interim' })).toMatchObject([{ kind: 'interim', total: '10.00', visit_id }]);
  });
});

describe('a draft', () => {
  test('is changed, split by hand with its reason, and discarded; what is discarded can be billed again', async () => {
    const patient_id = await hospital.patient();
    const [first] = await seedCharges(hospital, [{ patient_id, net: 1_001n }, { patient_id, net: 500n }]);
    const [draft] = await draftsOf(patient_id);
    const line = draft!.lines.find(({ charge_id }) => charge_id === first)!.line;
    const parts = (theirs: string, own: string) => [{ debtor_kind: 'payer', debtor_id: payer_id, amount: theirs }, { debtor_kind: 'patient', debtor_id: patient_id, amount: own }];
    const split = (theirs: string, own: string) => biller.call<{ invoices: Invoice[] }>(contract.splitCharge, { invoice_id: draft!.id, line, version: draft!.version, reason: 'The fund agreed', parts: parts(theirs, own) });
    expect(codeOf(await split('5.00', '5.00'))).toEqual([422, 'billing.split_does_not_sum']);
    expect((await split('5.00', '5.01')).body.invoices.map(({ total, reason }) => [total, reason]).toSorted((one, other) => String(one[0]).localeCompare(String(other[0])))).toEqual([['10.01', 'The fund agreed'], ['5.00', 'The fund agreed']]);
    const now = await read(draft!.id);
    expect(codeOf(await biller.call(contract.changeDraft, { invoice_id: now.id, version: draft!.version, note: 'x' }))).toEqual([409, 'conflict.version']);
    const changed = (await biller.call<Invoice>(contract.changeDraft, { invoice_id: now.id, version: now.version, note: 'With thanks', due_date: '2027-01-31', remove_lines: [now.lines[0]!.line] })).body;
    expect(changed).toMatchObject({ note: 'With thanks', due_date: '2027-01-31' });
    expect((await biller.call<Invoice>(contract.discardDraft, { invoice_id: now.id, version: changed.version })).body).toMatchObject({ state: 'void-draft' });
    expect(codeOf(await issue({ id: now.id, version: changed.version }))).toEqual([409, 'billing.draft_discarded']);
    expect(codeOf(await biller.call(contract.creditInvoice, { invoice_id: now.id, reason: 'x' }))).toEqual([409, 'billing.not_creditable']);
    expect(codeOf(await biller.call(contract.writeOff, { invoice_id: now.id, kind: 'bad-debt', amount: '1.00', reason: 'x' }))).toEqual([409, 'billing.nothing_open']);
    expect((await draftsOf(patient_id))[0]).toMatchObject({ total: '10.01' });
  });

  test('takes a discount within the limit at once, and over it when somebody else grants it', async () => {
    await manager.call(contract.setLimits, { limits: [{ role: 'biller', kind: 'discount', currency: 'EUR', amount_max: '2.00' }, { role: 'billing-manager', kind: 'credit-note', currency: 'EUR', amount_max: '10000.00' }] });
    const patient_id = await hospital.patient();
    await seedCharges(hospital, [{ patient_id, net: 3_333n }, { patient_id, net: 6_667n, kind: 'laboratory', tax_category: 'S', tax_rate_bp: 1900 }]);
    const [draft] = await draftsOf(patient_id);
    const give = (amount: string, version: number) => biller.call<Invoice>(contract.discount, { invoice_id: draft!.id, version, amount, reason: 'Hardship' });
    const small = (await give('2.00', draft!.version)).body;
    expect(small).toMatchObject({ discount: '2.00', net: '98.00', waits_for: [] });
    const asked = (await give('10.00', small.version)).body;
    expect(asked).toMatchObject({ discount: '2.00', waits_for: [{ kind: 'discount', amount: '10.00' }] });
    expect(codeOf(await issue(asked))).toEqual([409, 'billing.waits_for_leave']);
    expect((await grant(draft!.id)).body).toMatchObject({ state: 'granted' });
    const now = await read(draft!.id);
    expect(now).toMatchObject({ discount: '10.00', net: '90.00', tax: '11.40', total: '101.40' });
    await issue(now);
    expect(await statementOf(patient_id)).toMatchObject({ owed: '101.40', unbilled: '0.00' });
    expect(codeOf(await give('200.00', 9))).toEqual([409, 'billing.issued_already']);
  });

  test('is printed in another currency at the rate of the day', async () => {
    const patient_id = await hospital.patient();
    await seedCharges(hospital, [{ patient_id, net: 10_000n }]);
    expect(codeOf(await biller.call(contract.draftInvoices, { patient_id, print_currency: 'USD' }))).toEqual([409, 'billing.no_rate']);
    await manager.call(contract.setCurrencyRate, { currency: 'USD', on_date: '2026-01-01', rate: '1.0837' });
    const [draft] = await draftsOf(patient_id, { print_currency: 'USD' });
    expect(draft).toMatchObject({ currency: 'EUR', total: '100.00', print_currency: 'USD', print_rate: '1.0837' });
  });
});

describe('what is issued', () => {
  test('is never changed or deleted, not even by the owner of the database', async () => {
    const patient_id = await hospital.patient();
    await seedCharges(hospital, [{ patient_id, net: 1_000n }]);
    const { id } = await issued(patient_id);
    for (const statement of [
      `update billing.invoice set total_minor = 1, net_minor = 1, share_minor = 1 where id = '${id}'`, `update billing.invoice set due_date = null where id = '${id}'`, `update billing.invoice set state = 'draft', number = null where id = '${id}'`,
      `delete from billing.invoice where id = '${id}'`, `update billing.invoice_line set description = 'x' where invoice_id = '${id}'`, `delete from billing.invoice_line where invoice_id = '${id}'`,
      `insert into billing.invoice_line (invoice_id, line, patient_id, description, share_minor, tax_category, tax_rate_bp) values ('${id}', 9, '${patient_id}', 'x', 1, 'E', 0)`,
      'truncate billing.invoice cascade', 'truncate billing.invoice_line',
    ]) await expect(hospital.asSuperuser(statement), statement).rejects.toThrow(/never|append|changed/);
    await expect(hospital.asSuperuser(`update billing.charge set net_minor = 1, gross_minor = 1 where patient_id = '${patient_id}'`)).rejects.toThrow(/charge/);
  });

  test('is credited in part and whole, never more; what is credited can be billed again', async () => {
    const patient_id = await hospital.patient();
    await seedCharges(hospital, [{ patient_id, net: 1_000n, kind: 'laboratory', tax_category: 'S', tax_rate_bp: 1900 }, { patient_id, net: 500n }]);
    const invoice = await issued(patient_id);
    const credit = (more = {}) => manager.call<Invoice>(contract.creditInvoice, { invoice_id: invoice.id, reason: 'Wrong', ...more });
    const part = (await credit({ lines: [{ line: 1, amount: '3.33' }] })).body;
    expect(part).toMatchObject({ kind: 'credit-note', label: expect.stringMatching(/^CN-/), net: '3.33', tax: '0.63', total: '3.96', credits: invoice.id });
    expect(codeOf(await credit({ lines: [{ line: 1, amount: '6.68' }] }))).toEqual([422, 'billing.more_than_line']);
    const raced = await Promise.all([credit(), credit(), credit()]);
    expect(raced.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409]);
    expect(await read(invoice.id)).toMatchObject({ state: 'credited', open: '0.00' });
    expect(await statementOf(patient_id)).toMatchObject({ owed: '0.00', unbilled: '15.00' });
    expect(codeOf(await credit())).toEqual([409, 'billing.credited_already']);
    expect((await draftsOf(patient_id))[0]).toMatchObject({ total: '16.90' });
  });

  test('is credited by somebody else’s leave where it is over the limit', async () => {
    const patient_id = await hospital.patient();
    await seedCharges(hospital, [{ patient_id, net: 1_000n }]);
    const invoice = await issued(patient_id);
    expect((await biller.call<Invoice>(contract.creditInvoice, { invoice_id: invoice.id, reason: 'Wrong' })).body).toMatchObject({ id: invoice.id, state: 'issued', waits_for: [{ kind: 'credit-note' }] });
    expect((await grant(invoice.id)).status).toBe(200);
    expect(await read(invoice.id)).toMatchObject({ state: 'credited', credit_notes: [{ total: '10.00' }] });
  });

  test('is credited after it was paid: what was paid is the patient’s credit again', async () => {
    const patient_id = await hospital.patient();
    await seedCharges(hospital, [{ patient_id, net: 1_000n }]);
    const invoice = await issued(patient_id);
    const paid = await hospital.cashier.call(contract.takePayment, { patient_id, method: 'card', amount: '10.00' });
    expect(paid.status, paid.text).toBe(201);
    expect(await read(invoice.id)).toMatchObject({ standing: 'paid', open: '0.00' });
    expect((await manager.call<Invoice>(contract.creditInvoice, { invoice_id: invoice.id, reason: 'Wrong' })).body).toMatchObject({ kind: 'credit-note', total: '10.00' });
    expect(await statementOf(patient_id)).toMatchObject({ owed: '0.00', credit: '10.00', unbilled: '10.00', balance: '-10.00' });
    expect(codeOf(await hospital.cashier.call(contract.takePayment, { patient_id, method: 'card', amount: '1.00', pays: [{ invoice_id: invoice.id, amount: '1.00' }] }))[0]).toBeGreaterThanOrEqual(400);
  });

  test('is written off with leave, and no more than is open', async () => {
    const patient_id = await hospital.patient();
    await seedCharges(hospital, [{ patient_id, net: 1_000n }]);
    const invoice = await issued(patient_id);
    const writeOff = (amount: string) => biller.call<Invoice>(contract.writeOff, { invoice_id: invoice.id, kind: 'bad-debt', amount, reason: 'Moved abroad' });
    expect(codeOf(await writeOff('10.01'))).toEqual([422, 'billing.more_than_open']);
    expect(codeOf(await writeOff('0'))).toEqual([400, 'input.invalid']);
    expect(codeOf(await writeOff('1.001'))).toEqual([400, 'input.invalid']);
    expect((await writeOff('10.00')).body).toMatchObject({ open: '10.00', waits_for: [{ kind: 'write-off' }] });
    expect((await grant(invoice.id)).status).toBe(200);
    expect(await read(invoice.id)).toMatchObject({ open: '0.00', standing: 'paid' });
    expect(await statementOf(patient_id)).toMatchObject({ owed: '0.00' });
    await expect(hospital.asSuperuser(`insert into billing.write_off (invoice_id, kind, amount_minor, reason, business_date, entry_id, by_name) select id, 'bad-debt', 1, 'x', business_date, entry_id, 'x' from billing.invoice where id = '${invoice.id}'`)).rejects.toThrow(/open|owed|more|invoice/);
  });

  test('is paid in instalments that sum to what is open', async () => {
    const patient_id = await hospital.patient();
    await seedCharges(hospital, [{ patient_id, net: 1_000n }]);
    const { id: invoice_id } = await issued(patient_id);
    const agree = (...amounts: string[]) => biller.call<Invoice>(contract.planInstalments, { invoice_id, instalments: amounts.map((amount, at) => ({ amount, due_date: `2027-0${at + 1}-01` })) });
    expect(codeOf(await agree('5.00', '4.99'))).toEqual([422, 'billing.instalments_do_not_sum']);
    expect((await agree('5.00', '5.00')).status).toBe(200);
    expect((await agree('4.00', '3.00', '3.00')).body.instalments).toEqual([{ place: 1, due_date: '2027-01-01', amount: '4.00', open: '4.00' }, { place: 2, due_date: '2027-02-01', amount: '3.00', open: '3.00' }, { place: 3, due_date: '2027-03-01', amount: '3.00', open: '3.00' }]);
  });

  test('is followed up and reminded, each level once', async () => {
    const patient_id = await hospital.patient();
    await seedCharges(hospital, [{ patient_id, net: 1_000n }]);
    const [draft] = await draftsOf(patient_id);
    const changed = (await biller.call<Invoice>(contract.changeDraft, { invoice_id: draft!.id, version: draft!.version, due_date: '2026-01-02' })).body;
    await issue(changed);
    const listed = async (show: string) => (await biller.call<{ receivables: Receivable[] }>(contract.receivables, { show })).body.receivables.find(({ id }) => id === draft!.id);
    expect(await listed('overdue')).toMatchObject({ open: '10.00', owner_id: null, reminders: 0 });
    const follow = { invoice_id: draft!.id, mine: true, promised_on: '2027-01-31', promised: '10.00', quiet_until: null, note: 'Called' };
    expect((await biller.call<Receivable>(contract.followUp, { ...follow, version: 0 })).body).toMatchObject({ owner_id: biller.account_id, promised: '10.00', follow_up_version: 1 });
    expect(codeOf(await manager.call(contract.followUp, { ...follow, version: 0 }))).toEqual([409, 'conflict.version']);
    expect(await listed('mine')).toBeDefined();
    const answers = [];
    for (let level = 0; level < 4; level += 1) answers.push(await biller.call<Receivable>(contract.remind, { invoice_id: draft!.id }));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 409]);
    expect(codeOf(answers[3]!)).toEqual([409, 'billing.reminded_enough']);
  });
});

test('an estimate and a request of a deposit are numbered and owe nothing', async () => {
  const patient_id = await hospital.patient();
  const estimate = await biller.call<Invoice>(contract.makeEstimate, { patient_id, lines: [{ description: 'Hip replacement', amount: '7500.00' }, { description: 'Comfort room', amount: '100.00', quantity: '3', tax_category: 'S', tax_rate_bp: 1900 }] });
  expect(estimate.body).toMatchObject({ label: expect.stringMatching(/^EST-/), total: '7619.00', open: null, standing: 'not-owed', entry_id: null });
  expect((await biller.call<Invoice>(contract.requestDeposit, { patient_id, amount: '500.00', due_date: '2027-01-01', reason: 'Deposit for the operation' })).body).toMatchObject({ total: '500.00', open: null });
  expect(await statementOf(patient_id)).toMatchObject({ owed: '0.00', movements: [] });
  expect(codeOf(await biller.call(contract.creditInvoice, { invoice_id: estimate.body.id, reason: 'x' }))).toEqual([409, 'billing.not_creditable']);
  expect(codeOf(await biller.call(contract.makeEstimate, { patient_id, lines: [{ description: 'x', amount: '0' }] }))).toEqual([400, 'input.invalid']);
});

test('the account of a family bills several patients on one invoice', async () => {
  const [mother, child] = [await hospital.patient(), await hospital.patient()];
  await insured(child);
  await seedCharges(hospital, [{ patient_id: mother, net: 1_000n }, { patient_id: child, net: 2_500n }]);
  const account = await biller.call(contract.addBillingAccount, { name: 'Family Nuñez', kind: 'family', debtor_id: mother, members: [mother, child] });
  expect(account.status).toBe(201);
  const { invoices } = (await biller.call<{ invoices: Invoice[] }>(contract.draftAccountInvoice, { account_id: account.body['id'] as string })).body;
  expect(invoices.map(({ debtor_kind, debtor_id, total }) => [debtor_kind, debtor_id, total])).toEqual([['payer', payer_id, '16.00'], ['patient', mother, '19.00']]);
  await issue(invoices[1]!);
  expect(await statementOf(mother)).toMatchObject({ owed: '19.00', unbilled: '0.00' });
  expect(await statementOf(child)).toMatchObject({ owed: '0.00', unbilled: '16.00' });
});

test('what is issued is read on paper, as a PDF, and as an e-invoice; a draft is none', async () => {
  const patient_id = await hospital.patient({ names: [{ family: 'Nuñez', given: ['María'] }] });
  await seedCharges(hospital, [{ patient_id, net: 1_000n, kind: 'laboratory', tax_category: 'S', tax_rate_bp: 1900 }]);
  const [draft] = await draftsOf(patient_id);
  const get = async (path: string) => biller.send('GET', `/billing/${path}`);
  expect((await get(`invoices/${draft!.id}/print`)).text).toContain('Draft: not issued');
  expect((await get(`invoices/${draft!.id}/e-invoice`)).status).toBe(409);
  const invoice = (await issue(draft!)).body;
  expect((await get(`invoices/${invoice.id}/e-invoice`)).text).toContain('BR-S-02');
  const setting = (await manager.call(contract.invoiceSetting, {})).body;
  expect((await manager.call(contract.setInvoiceSetting, { ...setting, tax_number: 'DE123456789', iban: 'DE89370400440532013000', city: 'Wardleigh' })).status).toBe(200);
  expect(faultsOf((await get(`invoices/${invoice.id}/e-invoice`)).text)).toEqual([]);
  const page = (await get(`invoices/${invoice.id}/print`)).text;
  for (const said of [invoice.label!, '11.90 EUR', 'Blood count', 'DE89370400440532013000']) expect(page).toContain(said);
  expect((await get(`invoices/${invoice.id}/print?format=pdf`)).text.slice(0, 5)).toBe('%PDF-');
  expect((await get(`patients/${patient_id}/statement/print`)).text).toContain(invoice.label!);
  const [resource] = await hospital.asSuperuser<{ body: string }>(`select body::text as body from records.resource where type = 'Invoice' and id = $1`, [invoice.id]);
  expect(checkStructure(JSON.parse(resource!.body))).toEqual([]);
});

test('a merged patient keeps invoices under the one who stands, and undoing it gives them back', async () => {
  const [stays, goes] = [await hospital.patient(), await hospital.patient()];
  await seedCharges(hospital, [{ patient_id: stays, net: 1_000n }, { patient_id: goes, net: 2_000n }]);
  await issued(goes);
  const records = await hospital.signIn('medical-records');
  const merge = await records.call(patientsContract.merge, { patient_id: stays, version: 1, merged_id: goes, merged_version: 1, reason: 'The same person' });
  expect(merge.status, merge.text).toBe(201);
  expect(await statementOf(stays)).toMatchObject({ owed: '20.00', unbilled: '10.00' });
  expect((await biller.call<{ invoices: InvoiceHead[] }>(contract.invoices, { patient_id: stays })).body.invoices).toHaveLength(1);
  const undone = await records.call(patientsContract.unmerge, { patient_id: stays, merge_id: merge.body['merge'].id, version: merge.body['patient'].version, reason: 'Two people after all' });
  expect(undone.status, undone.text).toBeLessThan(300);
  expect([await statementOf(stays), await statementOf(goes)]).toMatchObject([{ owed: '0.00', unbilled: '10.00' }, { owed: '20.00', unbilled: '0.00' }]);
});
