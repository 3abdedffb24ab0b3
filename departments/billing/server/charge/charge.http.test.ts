import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { patientsContract } from '@openward/patients/contract';
import type { Client } from '@openward/platform/testing';
import { billingContract as contract, type Approval, type Charge, type ChargeVersion, type PriceList, type Service } from '../../contract/index.ts';
import { type BillingHospital, openBillingHospital } from '../test-hospital.ts';
import { chargeBedDays } from './bed-days.ts';
import { chargeFor, type ChargeEvent } from './capture.ts';
import type { ChargeRow } from './charge.sql.ts';
import { cancelCharges, moveCharges } from './follow.ts';

let hospital: BillingHospital;
let biller: Client;
let manager: Client;
let other: Client;
let patient: string;
let services: Record<string, Service>;
let list: PriceList;
const day = new Date().toISOString().slice(0, 10);
const year = `${day.slice(0, 4)}-01-01`;
const author = { account_id: null, name: 'OpenWard' };

async function made<Body>(client: Client, endpoint: Parameters<Client['call']>[0], input: object): Promise<Body> {
  const { status, body, text } = await client.call<Body & Record<string, unknown>>(endpoint, input);
  if (status >= 300) throw new Error(text);
  return body;
}

beforeAll(async () => {
  hospital = await openBillingHospital(year);
  ({ biller, manager, other_manager: other } = hospital);
  patient = await hospital.patient();
  services = {};
  for (const [code, kind, tax_code] of [['CONS', 'consultation', 'care'], ['NIGHT', 'bed-day', 'care'], ['WART', 'procedure', 'standard'], ['PARK', 'fee', 'standard'], ['BIRTH', 'package', 'care'], ['RARE', 'other', 'care']] as const) {
    services[code] = await made<Service>(manager, contract.addService, { code, name: `Service ${code}`, kind, tax_code });
  }
  await made(manager, contract.addTaxRate, { tax_code: 'standard', percent: '19', from: year });
  list = await made<PriceList>(manager, contract.addPriceList, { code: 'STD', name: 'Standard', currency: 'EUR', from: year });
  for (const [code, unit] of [['CONS', '40.00'], ['NIGHT', '120.00'], ['WART', '99.99'], ['PARK', '5.00'], ['BIRTH', '900.00']]) {
    await made(manager, contract.setPrice, { price_list_id: list.id, service_id: services[code!]!.id, unit, from: year });
  }
  for (const [event_kind, code, part] of [['consultation', 'CONS', 'main'], ['arrival', 'PARK', 'parking'], ['arrival', 'CONS', 'main'], ['bed-day', 'NIGHT', 'main']]) {
    await made(manager, contract.addChargeRule, { name: `${event_kind} ${code}`, event_kind, part, service_id: services[code!]!.id, from: year });
  }
  await made(manager, contract.setLimits, { limits: [{ role: 'biller', kind: 'void', currency: 'EUR', amount_max: '50.00' }, { role: 'biller', kind: 're-price', currency: 'EUR', amount_max: '50.00' }] });
});
afterAll(() => hospital.close());

const event = (more: Partial<ChargeEvent> = {}): ChargeEvent => ({ kind: 'consultation', source_id: crypto.randomUUID(), patient_id: patient, visit_id: null, at: new Date().toISOString(), ...more });
const capture = (given: ChargeEvent): Promise<ChargeRow[]> => hospital.database.transaction({ scope: 'system' }, (tx) => chargeFor(tx, given, author));
const byHand = (code: string, more: object = {}) => made<Charge>(biller, contract.addCharge, { patient_id: patient, service_id: services[code]!.id, ...more });
const codeOf = ({ status, body }: { status: number; body: object }) => [status, (body as { code?: string }).code];
/** What the book says that somebody owes and was not invoiced, in minor units; and what the live charges say. */
const owed = async (patient_id: string) => {
  const [row] = await hospital.asSuperuser<{ book: string; charges: string }>(`select
    (select coalesce(sum(p.amount_minor), 0) from ledger.posting p join ledger.account a on a.id = p.account_id where a.role = 'unbilled.receivable' and p.party_id = $1)::text as book,
    (select coalesce(sum(net_minor), 0) from billing.charge where patient_id = $1 and state <> 'void' and priced)::text as charges`, [patient_id]);
  return row!;
};
const sound = async (patient_id: string) => {
  const { book, charges } = await owed(patient_id);
  expect(book).toBe(charges);
  return book;
};

test('an event charges once, however many tell of it at once, and stands in the book', async () => {
  const once = event();
  const charged = await Promise.all(Array.from({ length: 8 }, () => capture(once)));
  expect(charged.flat()).toMatchObject([{ service_code: 'CONS', net_minor: 4000n, tax_minor: 0n, tax_category: 'E', state: 'billable', price_reason: 'general' }]);
  expect(await capture(once)).toEqual([]);
  const { body } = await biller.call<{ charges: Charge[] }>(contract.charges, { patient_id: patient });
  expect(body.charges.filter(({ id }) => id === charged.flat()[0]?.id)).toMatchObject([{ net: '40.00', total: '40.00', unit: '40.00' }]);
  await sound(patient);
});

test('a double-clicked charge by hand is one charge', async () => {
  const before = await sound(patient);
  const input = { patient_id: patient, service_id: services['WART']!.id };
  const key = crypto.randomUUID();
  const answers = await Promise.all([1, 2, 3].map(() => biller.call<Charge>(contract.addCharge, input, { headers: { 'idempotency-key': key } })));
  expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
  expect(answers[0]!.body).toMatchObject({ net: '99.99', tax: '19.00', total: '118.99' });
  expect(BigInt(await sound(patient)) - BigInt(before)).toBe(9999n);
});

test('what has no price is held and on the worklist, keeps nobody waiting, and is priced when it is released', async () => {
  const [held] = await capture(event({ service_code: 'RARE' }));
  expect(held).toMatchObject({ state: 'held', hold_reason: 'no-price', priced: false, net_minor: 0n, entry_id: null });
  expect((await biller.call<{ charges: Charge[] }>(contract.heldCharges, {})).body.charges.map(({ id }) => id)).toContain(held!.id);
  expect(codeOf(await biller.call(contract.releaseCharge, { charge_id: held!.id, version: 1 }))).toEqual([409, 'billing.no_price']);
  await made(manager, contract.setPrice, { price_list_id: list.id, service_id: services['RARE']!.id, unit: '10.00', from: year });
  expect(await made<Charge>(biller, contract.releaseCharge, { charge_id: held!.id, version: 1 })).toMatchObject({ state: 'billable', net: '10.00', hold_reason: null, version: 2 });
  await sound(patient);
});

test('a charge is held, released, priced anew and taken back; all of it is kept, and the book follows', async () => {
  const charge = await byHand('CONS');
  expect(codeOf(await biller.call(contract.holdCharge, { charge_id: charge.id, version: 1 }))).toEqual([400, 'input.invalid']);
  expect(await made<Charge>(biller, contract.holdCharge, { charge_id: charge.id, version: 1, reason: 'Insurer asks' })).toMatchObject({ state: 'held', hold_reason: 'by-hand' });
  expect(codeOf(await biller.call(contract.releaseCharge, { charge_id: charge.id, version: 1 }))).toEqual([409, 'billing.changed']);
  await made(biller, contract.releaseCharge, { charge_id: charge.id, version: 2 });
  expect(codeOf(await biller.call(contract.repriceCharge, { charge_id: charge.id, version: 3, reason: 'Agreed', unit: '1.999' }))).toEqual([400, 'input.invalid']);
  expect(await made(biller, contract.repriceCharge, { charge_id: charge.id, version: 3, reason: 'Agreed', unit: '31.50' })).toMatchObject({ charge: { net: '31.50', version: 4, price_reason: 'by-hand' }, approval_id: null });
  expect(await made(biller, contract.voidCharge, { charge_id: charge.id, version: 4, reason: 'Not done' })).toMatchObject({ charge: { state: 'void', entry_id: null } });
  const { versions } = await made<{ versions: ChargeVersion[] }>(biller, contract.chargeHistory, { charge_id: charge.id });
  expect(versions.map(({ change, net, reason }) => [change, net, reason])).toEqual([
    ['recorded', '40.00', null], ['held', '40.00', 'Insurer asks'], ['released', '40.00', null], ['re-priced', '31.50', 'Agreed'], ['void', '31.50', 'Not done'],
  ]);
  expect(codeOf(await biller.call(contract.voidCharge, { charge_id: charge.id, version: 5, reason: 'Again' }))).toEqual([409, 'billing.charge_void']);
  const { rows } = { rows: await hospital.asSuperuser<{ sum: string }>(`select sum(p.amount_minor)::text as sum from ledger.posting p join ledger.entry e on e.id = p.entry_id join ledger.account a on a.id = p.account_id
    where a.role = 'unbilled.receivable' and (e.source_id = $1 or e.reverses in (select id from ledger.entry where source_id = $1))`, [charge.id]) };
  expect(rows[0]?.sum).toBe('0');
  await sound(patient);
});

test('over the limit somebody else takes it back, and never who asked', async () => {
  const charge = await byHand('WART');
  const { approval_id } = await made<{ approval_id: string }>(biller, contract.voidCharge, { charge_id: charge.id, version: 1, reason: 'Wrong patient' });
  expect(approval_id).toEqual(expect.any(String));
  expect((await made<{ charge: Charge }>(biller, contract.chargeHistory, { charge_id: charge.id })).charge.state).toBe('billable');
  expect((await biller.call(contract.decideApproval, { approval_id, granted: true })).status).toBe(403);
  expect((await made<Approval>(manager, contract.decideApproval, { approval_id, granted: true })).state).toBe('granted');
  expect((await made<{ charge: Charge }>(biller, contract.chargeHistory, { charge_id: charge.id })).charge).toMatchObject({ state: 'void', reason: 'Wrong patient' });
  const own = await byHand('WART');
  const asked = await made<{ approval_id: string }>(manager, contract.discountCharge, { charge_id: own.id, version: 1, reason: 'Staff', percent: '50' });
  expect(codeOf(await manager.call(contract.decideApproval, { approval_id: asked.approval_id, granted: true }))).toEqual([403, 'billing.own_request']);
  await made(other, contract.decideApproval, { approval_id: asked.approval_id, granted: true });
  expect((await made<{ charge: Charge }>(biller, contract.chargeHistory, { charge_id: own.id })).charge).toMatchObject({ gross: '99.99', discount: '50.00', net: '49.99', tax: '9.50' });
  await sound(patient);
});

test('of a new price and an invoice at the same moment one wins: what is invoiced keeps its price', async () => {
  const charge = await byHand('CONS');
  const invoice = hospital.database.transaction({ scope: 'system' }, async (tx) => {
    const { sql } = await import('kysely');
    return (await sql`update billing.charge set state = 'invoiced', change = 'invoiced', changed_by_name = 'Test' where id = ${charge.id}::uuid and state = 'billable' and version = 1 returning id`.execute(tx)).rows.length;
  });
  const [taken, answer] = await Promise.all([invoice, biller.call(contract.repriceCharge, { charge_id: charge.id, version: 1, reason: 'Agreed', unit: '30.00' })]);
  const after = (await made<{ charge: Charge }>(biller, contract.chargeHistory, { charge_id: charge.id })).charge;
  expect([after.state, after.net, answer.status]).toEqual(taken === 1 ? ['invoiced', '40.00', 409] : ['billable', '30.00', 200]);
  if (taken === 1) await expect(hospital.asSuperuser(`update billing.charge set net_minor = 1, gross_minor = 1 where id = $1`, [charge.id])).rejects.toThrow('credited first');
  await sound(patient);
});

test('a cancelled visit nets to zero, but for what was performed and fees', async () => {
  const visit_id = crypto.randomUUID();
  const somebody = await hospital.patient();
  await capture(event({ kind: 'arrival', source_id: visit_id, visit_id, patient_id: somebody, performed: false }));
  await capture(event({ kind: 'by-hand', service_code: 'WART', visit_id, patient_id: somebody }));
  expect(await sound(somebody)).toBe(String(4000 + 500 + 9999));
  await hospital.database.transaction({ scope: 'system' }, (tx) => cancelCharges(tx, visit_id, {}, author));
  expect(await sound(somebody)).toBe(String(500 + 9999));
  const { charges } = await made<{ charges: Charge[] }>(biller, contract.charges, { patient_id: somebody });
  expect(Object.fromEntries(charges.map(({ service_code, state }) => [service_code, state]))).toEqual({ CONS: 'void', PARK: 'billable', WART: 'billable' });
});

test('charges go with a visit that is moved; a merge loses none, and undoing it returns them', async () => {
  const [one, two] = [await hospital.patient(), await hospital.patient()];
  const visit_id = crypto.randomUUID();
  await capture(event({ visit_id, patient_id: one }));
  await hospital.database.transaction({ scope: 'system' }, (tx) => moveCharges(tx, visit_id, two, author));
  expect([await sound(one), await sound(two)]).toEqual(['0', '4000']);
  await capture(event({ patient_id: one }));
  const keeper = await hospital.signIn('medical-records');
  const [surviving_id, merged_id] = [one, two];
  const { merge } = await made<{ merge: { id: string; version: number } }>(keeper, patientsContract.merge, { patient_id: surviving_id, version: 1, merged_id, merged_version: 1, reason: 'Same person' });
  const seen = async (id: string) => (await made<{ charges: Charge[] }>(biller, contract.charges, { patient_id: id })).charges.length;
  expect(await seen(surviving_id)).toBe(2);
  const { version, written_since } = await made<{ version: number; written_since: { key: string }[] }>(keeper, patientsContract.previewUnmerge, { patient_id: surviving_id, merge_id: merge.id });
  await made(keeper, patientsContract.unmerge, { patient_id: surviving_id, merge_id: merge.id, version, reason: 'Two people', assignments: Object.fromEntries(written_since.map(({ key }) => [key, 'surviving'])) });
  expect([await seen(surviving_id), await seen(merged_id)]).toEqual([1, 1]);
});

test('a night is charged once, on its day', async () => {
  const stay = { stay_id: crypto.randomUUID(), patient_id: await hospital.patient(), visit_id: crypto.randomUUID(), department_id: null, location_id: null };
  const nights = (of: string) => hospital.database.transaction({ scope: 'system' }, (tx) => chargeBedDays(tx, of, [stay], author));
  expect(await nights(day)).toMatchObject([{ service_code: 'NIGHT', business_date: day }]);
  expect(await nights(day)).toEqual([]);
});

test('what a package includes costs nothing more, as far as it includes it', async () => {
  await made(manager, contract.setPackage, { service_id: services['BIRTH']!.id, items: [{ service_id: services['WART']!.id, quantity: '2' }] });
  const visit_id = crypto.randomUUID();
  const of = { kind: 'by-hand', visit_id, patient_id: await hospital.patient() };
  await capture(event({ ...of, service_code: 'BIRTH' }));
  for (let n = 0; n < 3; n += 1) await capture(event({ ...of, service_code: 'WART' }));
  expect(await sound(of.patient_id)).toBe(String(90_000 + 9999));
});

test('any number of changes leaves the book with what only the last of them says', async () => {
  const somebody = await hospital.patient();
  const price = fc.bigInt({ min: 0n, max: 5000n });
  await fc.assert(fc.asyncProperty(fc.array(price, { minLength: 1, maxLength: 3 }), async (prices) => {
    const before = BigInt(await sound(somebody));
    let version = 1;
    const charge = await made<Charge>(biller, contract.addCharge, { patient_id: somebody, service_id: services['CONS']!.id });
    for (const minor of prices) {
      const unit = `${minor / 100n}.${(minor % 100n).toString().padStart(2, '0')}`;
      await made(biller, contract.repriceCharge, { charge_id: charge.id, version, reason: 'Again', unit });
      version += 1;
    }
    expect(BigInt(await sound(somebody)) - before).toBe(prices.at(-1));
  }), { numRuns: 8 });
});

test('prices have their days: what holds ends, what is to come stays; a raise is rounded, a copy is its own', async () => {
  const copied = await made<PriceList>(manager, contract.copyPriceList, { price_list_id: list.id, code: 'CHILD', name: 'Children', percent: '-10', patient_category: 'child', from: day });
  expect(copied).toMatchObject({ patient_category: 'child', currency: 'EUR' });
  expect(codeOf(await manager.call(contract.copyPriceList, { price_list_id: list.id, code: 'CHILD2', name: 'Children', patient_category: 'child', from: day }))).toEqual([409, 'billing.list_for_the_same']);
  expect(await made(manager, contract.raisePrices, { price_list_id: list.id, percent: '3.33', from: '2199-01-01' })).toMatchObject({ raised: 6 });
  const { prices } = await made<{ prices: { service_code: string; unit: string; from: string; until: string | null }[] }>(manager, contract.prices, { price_list_id: list.id });
  expect(prices.filter(({ service_code }) => service_code === 'WART')).toMatchObject([{ unit: '99.99', until: '2198-12-31' }, { unit: '103.32', from: '2199-01-01', until: null }]);
  const child = await hospital.patient({ birth_date: `${Number(day.slice(0, 4)) - 5}-01-01` });
  const { lines } = await made<{ lines: { total: string; reason: string; price_list_name: string }[] }>(biller, contract.simulate, { patient_id: child, services: [{ service_id: services['WART']!.id, quantity: '2' }] });
  expect(lines).toMatchObject([{ price_list_name: 'Children', reason: 'child', total: '214.18' }]);
  const before = await owed(child);
  expect(before).toEqual({ book: '0', charges: '0' });
});

test('bad input is refused, with the field', async () => {
  for (const [input, code] of [[{ unit: '-1' }, 'input.invalid'], [{ unit: '1e3' }, 'input.invalid'], [{ unit: '1.234' }, 'input.invalid']] as const) {
    expect(codeOf(await manager.call(contract.setPrice, { price_list_id: list.id, service_id: services['CONS']!.id, from: day, ...input }))).toEqual([400, code]);
  }
  expect(codeOf(await manager.call(contract.addPriceList, { code: 'X', name: 'X', currency: 'XXX', from: day }))[0]).toBe(400);
  expect(codeOf(await manager.call(contract.addService, { code: 'CONS', name: 'Again', kind: 'other' }))).toEqual([409, 'billing.code_taken']);
  expect(codeOf(await biller.call(contract.addCharge, { patient_id: patient, service_id: services['CONS']!.id, quantity: '0' }))).toEqual([400, 'input.invalid']);
  expect(codeOf(await biller.call(contract.addCharge, { patient_id: patient, service_id: services['CONS']!.id, performed_at: '2199-01-01T00:00:00Z' }))).toEqual([422, 'billing.ahead']);
  expect((await biller.call(contract.addService, { code: 'NEW', name: 'New', kind: 'other' })).status).toBe(403);
});
