import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ledgerContract } from '@openward/ledger/contract';
import type { Client } from '@openward/platform/testing';
import { billingContract as contract, type DrawerSession, type Payment } from '../../contract/index.ts';
import { type BillingHospital, openBillingHospital } from '../test-hospital.ts';

let hospital: BillingHospital;
let manager: Client;
let cashier: Client;
let next: Client;
let location_id: string;
let patient_id: string;
const today = new Date().toISOString().slice(0, 10);

beforeAll(async () => {
  hospital = await openBillingHospital();
  ({ manager, cashier } = hospital);
  next = await hospital.signIn('cashier');
  const [place] = await hospital.asSuperuser<{ id: string }>(`insert into staff.location (code, name, kind) values ('HALL', 'Hall', 'building') returning id`);
  location_id = place!.id;
  patient_id = await hospital.patient();
});
afterAll(() => hospital.close());

let codes = 0;
const drawer = async (): Promise<string> => (await manager.call(contract.addDrawer, { code: `T${(codes += 1)}`, name: `Till ${codes}`, location_id })).body['id'];
const open = async (who: Client, drawer_id: string, amount = '100.00') => who.call<DrawerSession>(contract.openDrawer, { drawer_id, floats: [{ currency: 'EUR', amount }] });
const counts = (value: string) => [{ currency: 'EUR', pieces: value === '0' ? [] : [{ value, count: 1 }] }];
const close = (who: Client, session_id: string, value: string, more: object = {}) => who.call(contract.closeDrawer, { session_id, counts: counts(value), ...more });
const take = (who: Client, amount: string) => who.call<Payment>(contract.takePayment, { patient_id, method: 'cash', amount, pays: 'nothing' });
const codeOf = ({ status, body }: { status: number; body: object }) => [status, (body as { code?: string }).code];
const till = async (drawer_id: string): Promise<string> =>
  (await hospital.asSuperuser<{ sum: string }>(`select coalesce(sum(p.amount_minor), 0)::text as sum from ledger.posting p join ledger.account a on a.id = p.account_id where a.role = 'till.cash' and p.party_id = $1`, [drawer_id]))[0]!.sum;

describe('a drawer', () => {
  test('has one holder, and a holder one drawer', async () => {
    const [one, other] = [await drawer(), await drawer()];
    const answers = await Promise.all([open(cashier, one), open(next, one)]);
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([201, 409]);
    const [holder, session] = answers[0]!.status === 201 ? [cashier, answers[0]!.body] : [next, answers[1]!.body];
    expect(codeOf(await open(holder!, other))).toEqual([409, 'billing.holds_another']);
    expect((await close(holder!, session.id, '100.00')).body).toMatchObject({ approval_id: null, session: { state: 'closed', results: [{ expected: '100.00', counted: '100.00', difference: '0.00' }] } });
    expect(await till(one)).toBe('0');
  });

  test('takes and gives, to the safe, the bank and for a reason, no more than is in it; nobody is told what should be there', async () => {
    const id = await drawer();
    const { body: session } = await open(cashier, id, '50.00');
    await take(cashier, '30.00');
    const move = (input: object) => cashier.call(contract.moveCash, { currency: 'EUR', ...input });
    const [account] = await hospital.asSuperuser<{ id: string }>(`select id from ledger.account where code = '5020'`);
    const reason = await manager.call(contract.addDrawerReason, { name: 'Stamps', direction: 'out', account_id: account!.id });
    expect((await move({ kind: 'pay-out', amount: '5.00', reason_id: reason.body['id'] })).status).toBe(201);
    expect((await move({ kind: 'safe-drop', amount: '20.00' })).status).toBe(201);
    expect((await move({ kind: 'bank-deposit', amount: '10.00' })).status).toBe(201);
    expect(codeOf(await move({ kind: 'safe-drop', amount: '45.01' }))).toEqual([422, 'billing.not_in_drawer']);
    expect(codeOf(await move({ kind: 'pay-in', amount: '1.00', reason_id: reason.body['id'] }))).toEqual([422, 'billing.reason_missing']);
    const own = await cashier.call(contract.ownDrawer, {});
    expect(own.body).toMatchObject({ session: { results: [] }, currencies: ['EUR'] });
    expect(await till(id)).toBe('4500');
    expect((await close(cashier, session.id, '45.00')).body).toMatchObject({ session: { state: 'closed' } });
  });

  test('that is short waits for somebody else, takes nothing meanwhile, and is closed with the difference', async () => {
    const id = await drawer();
    const { body: session } = await open(cashier, id);
    expect(codeOf(await close(cashier, session.id, '93.00'))).toEqual([422, 'billing.reason_missing']);
    const asked = await close(cashier, session.id, '93.00', { reason: 'Seven are missing' });
    expect(asked.body).toMatchObject({ approval_id: expect.any(String), session: { state: 'counted' } });
    expect(codeOf(await take(cashier, '1.00'))).toEqual([409, 'billing.no_drawer']);
    expect(codeOf(await cashier.call(contract.decideApproval, { approval_id: asked.body['approval_id'], granted: true }))[0]).toBe(403);
    expect((await manager.call(contract.decideApproval, { approval_id: asked.body['approval_id'], granted: true })).status).toBe(200);
    expect(await till(id)).toBe('0');
    const [row] = await hospital.asSuperuser<{ sum: string }>(`select sum(p.amount_minor)::text as sum from ledger.posting p join ledger.account a on a.id = p.account_id where a.role = 'over-short'`);
    expect(row?.sum).toBe('700');
    await expect(hospital.asSuperuser(`update billing.drawer_session set state = 'open', closed_at = null, closed_by = null, closed_by_name = null where id = $1`, [session.id])).rejects.toMatchObject({ constraint: 'drawer_is_closed' });
  });

  test('goes to the next cashier when both count the same, once', async () => {
    const id = await drawer();
    const { body: session } = await open(cashier, id, '80.00');
    const offer = await cashier.call(contract.offerDrawer, { session_id: session.id, to_account_id: next.account_id, counts: counts('80.00') });
    expect(offer.status).toBe(201);
    const accept = (who: Client, value: string) => who.call<DrawerSession>(contract.acceptHandOver, { hand_over_id: offer.body['id'], counts: counts(value) });
    expect(codeOf(await accept(manager, '80.00'))).toEqual([409, 'billing.no_offer']);
    expect(codeOf(await accept(next, '79.00'))).toEqual([409, 'billing.counts_differ']);
    const answers = await Promise.all([accept(next, '80.00'), accept(next, '80.00'), accept(next, '80.00')]);
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([201, 409, 409]);
    expect(await till(id)).toBe('8000');
    expect(codeOf(await take(cashier, '1.00'))).toEqual([409, 'billing.no_drawer']);
    const taken = answers.find(({ status }) => status === 201)!.body;
    expect((await close(next, taken.id, '80.00')).body).toMatchObject({ session: { state: 'closed' } });
  });

  test('in which something moved since it was offered is offered again', async () => {
    const { body: session } = await open(cashier, await drawer(), '80.00');
    const offer = await cashier.call(contract.offerDrawer, { session_id: session.id, to_account_id: next.account_id, counts: counts('80.00') });
    await take(cashier, '5.00');
    expect(codeOf(await next.call(contract.acceptHandOver, { hand_over_id: offer.body['id'], counts: counts('80.00') }))).toEqual([409, 'billing.moved_since']);
    expect((await next.call(contract.withdrawHandOver, { hand_over_id: offer.body['id'] })).status).toBe(200);
    await close(cashier, session.id, '85.00');
  });

  test('is closed beside payments that come in: what was taken is in the count, or refused', async () => {
    const id = await drawer();
    const { body: session } = await open(cashier, id, '10.00');
    const answers = await Promise.all([...Array.from({ length: 6 }, () => take(cashier, '1.00')), close(cashier, session.id, '10.00', { reason: 'Race' })]);
    const taken = answers.slice(0, 6).filter(({ status }) => status === 201).length;
    const [row] = await hospital.asSuperuser<{ state: string; sum: string }>(`select state, (select coalesce(sum(amount_minor), 0)::text from billing.drawer_movement where session_id = s.id) as sum from billing.drawer_session s where id = $1`, [session.id]);
    expect(Number(await till(id))).toBe(Number(row!.sum));
    if (row!.state === 'closed') expect([taken, row!.sum]).toEqual([0, '0']);
    else expect(Number(row!.sum)).toBe(1000 + 100 * taken);
    if (row!.state === 'counted') await manager.call(contract.decideApproval, { approval_id: (answers[6]!.body as { approval_id?: string }).approval_id, granted: true });
  });
});

describe('a day', () => {
  test('is closed once; a drawer that is open goes on to the next, and what was closed takes nothing more', async () => {
    const id = await drawer();
    const { body: session } = await open(cashier, id, '20.00');
    const before = await take(cashier, '6.00');
    expect((await manager.call(contract.takePayment, { patient_id, method: 'bank', amount: '9.00', pays: 'nothing', reference: 'TR 1' })).status).toBe(201);
    const answers = await Promise.all([1, 2].map(() => manager.call(contract.closeDay, { location_id, business_date: today })));
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 201)?.body).toMatchObject({ closed_by_name: expect.any(String), sums: [{ method: 'cash', currency: 'EUR' }], without_place: [{ method: 'bank', currency: 'EUR', taken: '9.00', payments: 1 }] });
    const [kept] = await hospital.asSuperuser<{ totals: object }>(`select totals from billing.day_close`);
    expect(kept?.totals).toMatchObject({ without_place: [{ method: 'bank', taken: '9.00' }] });
    const after = await take(cashier, '7.00');
    expect([before.body.business_date, after.body.business_date > today]).toEqual([today, true]);
    expect(codeOf(await cashier.call(contract.cancelPayment, { payment_id: before.body.id, reason: 'Too late' }))).toEqual([409, 'billing.cancel_today_only']);
    await expect(hospital.asSuperuser(`update billing.day_close set totals = '{}'`)).rejects.toMatchObject({ constraint: 'money_is_append_only' });
    await expect(hospital.asSuperuser(`insert into billing.payment (payer_kind, party_id, patient_id, method, amount_minor, currency, tendered_minor, book_amount_minor, book_currency, location_id, business_date, received_by_name, entry_id)
      select payer_kind, party_id, patient_id, 'card', 1, 'EUR', 1, 1, 'EUR', $1, $2, 'x', entry_id from billing.payment limit 1`, [location_id, today])).rejects.toMatchObject({ constraint: 'day_is_closed' });
    expect(codeOf(await manager.call(contract.closeDay, { location_id, business_date: '2199-01-01' }))).toEqual([422, 'billing.day_to_come']);
    expect((await close(cashier, session.id, '33.00')).body).toMatchObject({ session: { state: 'closed' } });
  });

  test('of a period with an open drawer keeps the period from being closed', async () => {
    const { body: session } = await open(cashier, await drawer(), '1.00');
    const accountant = await hospital.signIn('accountant');
    await hospital.asSuperuser(`update ledger.period set state = 'closed' where upper(during) <= date_trunc('month', $1::date)`, [session.business_date]);
    const { body } = await accountant.call(ledgerContract.periods, {});
    const period = (body['periods'] as { id: string; first_day: string; last_day: string; version: number }[]).find(({ first_day, last_day }) => first_day <= session.business_date && session.business_date <= last_day)!;
    expect(codeOf(await accountant.call(ledgerContract.closePeriod, { period_id: period.id, version: period.version }))).toEqual([409, 'billing.drawers_open']);
    await close(cashier, session.id, '1.00');
  });

  test('is told as it comes in', async () => {
    const { body } = await cashier.call(contract.collections, { business_date: today });
    expect(body).toMatchObject({ business_date: today, sums: [{ method: 'bank', taken: '9.00' }, { method: 'cash', currency: 'EUR', taken: expect.stringMatching(/^\d+\.\d\d$/) }] });
  });
});
