import { afterAll, beforeAll, expect, test } from 'vitest';
import fc from 'fast-check';
import type { PaperNumber } from '@openward/patients/contract';
import type { Client } from '@openward/platform/testing';
import { billingContract as contract, type Payment } from '../../contract/index.ts';
import { type BillingHospital, openBillingHospital } from '../test-hospital.ts';

let hospital: BillingHospital;
let cashier: Client;
let other: Client;
let patient_id: string;
beforeAll(async () => {
  hospital = await openBillingHospital();
  cashier = hospital.cashier;
  other = await hospital.signIn('cashier');
  await hospital.asSuperuser(`insert into platform.installation (mode, hospital_name, time_zone) values ('demo', 'Paper <Hospital>', 'Asia/Kolkata')`);
  const [place] = await hospital.asSuperuser<{ id: string }>(`insert into staff.location (code, name, kind) values ('HALL', 'Hall', 'building') returning id`);
  for (const [code, who] of [['T1', cashier], ['T2', other]] as const) {
    const drawer_id = (await hospital.manager.call(contract.addDrawer, { code, name: code, location_id: place!.id })).body['id'];
    expect((await who.call(contract.openDrawer, { drawer_id, floats: [{ currency: 'EUR', amount: '10.00' }] })).status).toBe(201);
  }
  patient_id = await hospital.patient();
});
afterAll(() => hospital.close());

/** The clock on the wall of the hospital, so many minutes from now. */
const wall = (minutes = 0) => new Date(Date.now() + (330 + minutes) * 60_000).toISOString().slice(0, 16);
const listed = async (number: string) => ((await cashier.call(contract.reservedReceipts, {})).body['numbers'] as PaperNumber[]).find((each) => each.number === number);
const reserve = async (count: number, minutes_ago = 3000) => {
  const { status, body } = await cashier.call(contract.reserveReceipts, { place: 'Till', count });
  expect(status).toBe(201);
  expect((await cashier.call(contract.noteReceiptsPrinted, { block_id: body['block_id'] })).status).toBe(200);
  // As if it had been done before the server went away.
  await hospital.asSuperuser('alter table billing.receipt_block disable trigger keep_printed');
  await hospital.asSuperuser('update billing.receipt_block set reserved_at = reserved_at - make_interval(mins => $2::int), printed_at = printed_at - make_interval(mins => $2::int) where id = $1', [body['block_id'], minutes_ago]);
  await hospital.asSuperuser('alter table billing.receipt_block enable trigger keep_printed');
  return body as { block_id: string; numbers: string[] };
};
const enter = (number: string, more: object = {}, by = cashier) => by.call<Payment>(contract.takeFromReceipt, { number, patient_id, method: 'cash', amount: '5.00', pays: 'nothing', happened_at: wall(-60), ...more });
const voidOne = (number: string, by = cashier) => by.call(contract.voidReservedReceipt, { number, reason: 'Spoilt' });
const take = (by = cashier) => by.call<Payment>(contract.takePayment, { patient_id, method: 'cash', amount: '1.00', pays: 'nothing' });

/** Each number up to the last is a payment, or reserved; and none is two. */
async function everyNumberIsAccountedFor(): Promise<void> {
  const [row] = await hospital.asSuperuser<{ missing: string; twice: string }>(`
    with number as (select n, exists (select from billing.payment where receipt_number = n) as paid,
      (select payment_id is not null as used from billing.reserved_receipt where number = n) as reserved
      from generate_series(1, (select last from billing.receipt_counter where series = 'receipt')) n)
    select count(*) filter (where not paid and reserved is null) as missing, count(*) filter (where paid and reserved = false or not paid and reserved) as twice from number`);
  expect(row).toEqual({ missing: '0', twice: '0' });
}

test('what was paid on paper of another day goes into the open drawer and its day, under the number of its receipt; when it was paid is kept beside it', async () => {
  const { numbers: [number] } = await reserve(1);
  const happened_at = wall(-2000);
  const { status, body, text } = await enter(number!, { happened_at });
  expect(status, text).toBe(201);
  const [session] = await hospital.asSuperuser<{ business_date: string }>(`select business_date::text from billing.drawer_session where holder_id = $1`, [cashier.account_id]);
  expect(body).toMatchObject({ receipt_number: Number(number), business_date: session!.business_date, credited: '5.00' });
  expect(Date.parse(body.written_later!.happened_at)).toBe(Date.parse(`${happened_at}:00+05:30`));
  for (const time of [body.received_at, body.written_later!.entered_at]) expect(Math.abs(Date.parse(time) - Date.now())).toBeLessThan(60_000);
  expect(await listed(number!)).toMatchObject({ state: 'used', place: 'Till', ...body.written_later });
  expect((await cashier.send('GET', `/billing/payments/${body.id}/receipt?format=html`)).text).toContain('Paid on paper');
  expect((await take()).body.written_later).toBeNull();
  await everyNumberIsAccountedFor();
});

test('reserved while others take money, and refused between: no number is left out, and none is given twice', async () => {
  const answers = await Promise.all([
    ...Array.from({ length: 3 }, () => cashier.call(contract.reserveReceipts, { place: 'Desk', count: 7 })),
    ...Array.from({ length: 8 }, (_, at) => take(at % 2 === 0 ? cashier : other)),
    cashier.call(contract.takePayment, { patient_id, method: 'cash', amount: '1.00', pays: [{ invoice_id: crypto.randomUUID(), amount: '1.00' }] }),
  ]);
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(11);
  await everyNumberIsAccountedFor();
});

test('two who enter the same receipt at once: it is paid once, and nothing is in the drawer of the other', async () => {
  const { numbers } = await reserve(5);
  const moved = async () => Number((await hospital.asSuperuser<{ n: string }>(`select count(*) as n from billing.drawer_movement where kind = 'payment'`))[0]!.n);
  for (const number of numbers) {
    const before = await moved();
    const answers = await Promise.all([enter(number), enter(number, {}, other)]);
    expect(answers.map(({ status }) => status).toSorted((one, another) => one - another)).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)!.body).toMatchObject({ code: 'billing.receipt_gone' });
    expect(await moved()).toBe(before + 1);
  }
  await everyNumberIsAccountedFor();
});

test('what does not fit is refused, names its field, and the number stays open', async () => {
  const { numbers: [number] } = await reserve(1, 120);
  expect(await enter(number!, { happened_at: wall(5) })).toMatchObject({ status: 400, body: { errors: [{ field: 'happened_at', code: 'billing.time_to_come' }] } });
  expect(await enter(number!, { happened_at: wall(-122) })).toMatchObject({ status: 400, body: { code: 'billing.before_the_receipt', errors: [{ field: 'happened_at' }] } });
  const born = await hospital.patient({ birth_date: wall().slice(0, 10) });
  expect(await enter(number!, { patient_id: born, happened_at: wall(-2 * 24 * 60) })).toMatchObject({ status: 400, body: { errors: [{ field: 'happened_at', code: 'billing.before_birth' }] } });
  expect(await enter('abc')).toMatchObject({ status: 400, body: { errors: [{ field: 'number' }] } });
  expect(await enter('999999')).toMatchObject({ status: 409, body: { code: 'billing.receipt_gone' } });
  expect(await enter(String((await take()).body.receipt_number))).toMatchObject({ status: 409, body: { code: 'billing.receipt_gone' } });
  expect((await enter(number!, {}, hospital.biller)).status).toBe(403);
  expect((await listed(number!))!.state).toBe('printed');
  expect((await enter(number!)).status).toBe(201);
});

test('nothing is entered before the receipts are made; they are of open numbers', async () => {
  const { body } = await cashier.call(contract.reserveReceipts, { place: 'Till <4>', count: 3 });
  const { block_id, numbers } = body as { block_id: string; numbers: string[] };
  expect(await enter(numbers[0]!)).toMatchObject({ status: 400, body: { code: 'billing.before_the_receipt' } });
  const sheets = () => cashier.send('GET', `/billing/reserved-receipts/blocks/${block_id}/forms`);
  expect((await sheets()).status).toBe(404);
  const first = (await cashier.call(contract.noteReceiptsPrinted, { block_id })).body;
  expect((await cashier.call(contract.noteReceiptsPrinted, { block_id })).body).toEqual(first);
  expect((await voidOne(numbers[0]!)).status).toBe(200);
  expect(await listed(numbers[0]!)).toMatchObject({ state: 'voided', void_reason: 'Spoilt' });
  const { text } = await sheets();
  expect(text).not.toContain(numbers[0]);
  expect(text.match(/<section>/g)).toHaveLength(2);
  expect(text).toContain('Till &lt;4&gt;');
});

test('whoever reaches the database frees no number, gives none that is reserved to a payment, and reserves none beside the series', async () => {
  const { block_id, numbers: [used, open] } = await reserve(2);
  const { id } = (await enter(used!)).body;
  await expect(hospital.asSuperuser('update billing.reserved_receipt set payment_id = null, happened_at = null, entered_at = null, entered_by = null, entered_by_name = null where number = $1', [Number(used)])).rejects.toMatchObject({ constraint: 'reserved_receipt_once' });
  await expect(hospital.asSuperuser('delete from billing.reserved_receipt where number = $1', [Number(open)])).rejects.toMatchObject({ constraint: 'money_is_append_only' });
  await expect(hospital.asSuperuser('insert into billing.reserved_receipt (number, block_id) values (1000000, $1)', [block_id])).rejects.toMatchObject({ constraint: 'reserved_receipt_of_the_series' });
  await expect(hospital.asSuperuser(`update billing.reserved_receipt set payment_id = $2, happened_at = now(), entered_at = now(), entered_by = $2, entered_by_name = 'X' where number = $1`, [Number(open), (await take()).body.id])).rejects.toMatchObject({ constraint: 'reserved_receipt_has_its_payment' });
  await expect(hospital.asSuperuser('update billing.payment set receipt_number = $2 where id = $1', [id, Number(open)])).rejects.toMatchObject({ constraint: 'money_is_append_only' });
});

test('whatever is done in whatever order, each number is in one state and the series is whole', async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.nat(2), fc.constantFrom('enter', 'void', 'both at once', 'take')), { minLength: 1, maxLength: 6 }), async (acts) => {
    const { numbers } = await reserve(3);
    const done = new Map<string, string>();
    for (const [place, act] of acts) {
      const number = numbers[place]!;
      if (act === 'take') { expect((await take()).status).toBe(201); continue; }
      const [entered, voided] = await Promise.all([act === 'void' ? null : enter(number), act === 'enter' ? null : voidOne(number, other)]);
      const well = [entered?.status === 201 && 'used', voided?.status === 200 && 'voided'].filter((each) => typeof each === 'string');
      expect(well).toHaveLength(done.has(number) ? 0 : 1);
      if (well[0] !== undefined) done.set(number, well[0]);
    }
    for (const number of numbers) expect((await listed(number))?.state).toBe(done.get(number) ?? 'printed');
  }), { numRuns: 8 });
  await everyNumberIsAccountedFor();
});
