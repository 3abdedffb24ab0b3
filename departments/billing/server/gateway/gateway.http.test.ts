import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Post } from '@openward/messages/api';
import { billingContract as contract, type GatewayIntent, type Payment } from '../../contract/index.ts';
import { type BillingHospital, openBillingHospital } from '../test-hospital.ts';
import { tellGateway } from './ask.ts';
import { openFakeStripe, type FakeStripe } from './fake-stripe.ts';

let hospital: BillingHospital;
let stripe: FakeStripe;
const signing = 'whsec_of_the_tests';
beforeAll(async () => {
  hospital = await openBillingHospital();
  stripe = await openFakeStripe(signing);
  expect((await hospital.manager.call(contract.setGateway, { kind: 'stripe', secret_key: 'sk_test_12345', signing_secret: signing, version: 1 })).body).toMatchObject({ secret_key_set: true });
});
afterAll(async () => {
  await stripe.close();
  await hospital.close();
});

const post: Post = async (url, headers, body) => {
  const answer = await fetch(url, { method: 'POST', headers, body });
  return { status: answer.status, body: await answer.text() };
};
const tell = () => tellGateway(hospital.database, post, stripe.url);
const hook = ({ body, header }: { body: string; header: string }) =>
  hospital.fastify.inject({ method: 'POST', url: '/hooks/billing/gateway', headers: { 'stripe-signature': header, 'content-type': 'application/json' }, payload: body });
const ask = async (how: 'checkout' | 'intent' = 'checkout', amount = '50.00') => {
  const patient_id = await hospital.patient();
  const { body } = await hospital.cashier.call<GatewayIntent>(contract.askOverGateway, { patient_id, amount, currency: 'EUR', how });
  return { patient_id, id: body.id };
};
const providerOf = (id: string): string => [...stripe.intents.values()].find(({ metadata }) => metadata['openward_intent'] === id)!.id;
const standing = async (patient_id: string) => {
  const { body } = await hospital.cashier.call<{ intents: GatewayIntent[] }>(contract.gatewayIntents, { patient_id });
  const { body: due } = await hospital.cashier.call<{ payments: Payment[] }>(contract.due, { patient_id });
  return { intent: body.intents[0]!, payments: due.payments };
};

test('what was asked is told once, paid once however often it is told, and refunded up to what was given back', async () => {
  const { patient_id, id } = await ask('intent');
  await tell();
  await tell();
  expect((await standing(patient_id)).intent).toMatchObject({ state: 'waiting' });
  const paid = stripe.pay(providerOf(id));
  const answers = await Promise.all([hook(paid), hook(paid), hook(paid)]);
  expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([204]));
  expect(await standing(patient_id)).toMatchObject({ intent: { state: 'paid' }, payments: [{ method: 'gateway', credited: '50.00', left: '50.00' }] });
  const [first, second] = [stripe.refund(providerOf(id), 1200), stripe.refund(providerOf(id), 800)];
  // The later one is told first; each again.
  for (const each of [second, first, first, second]) expect((await hook(each)).statusCode).toBe(204);
  const { payments } = await standing(patient_id);
  expect(payments).toHaveLength(1);
  expect(payments[0]).toMatchObject({ left: '30.00' });
});

test('a page that is paid and refunded before we heard of either is right in the end', async () => {
  const { patient_id, id } = await ask();
  const { rows } = { rows: await hospital.asSuperuser<{ n: string }>(`select count(*) as n from billing.payment where patient_id = $1`, [patient_id]) };
  expect(rows[0]?.n).toBe('0');
  await post(`${stripe.url}/v1/checkout/sessions`, { authorization: 'Bearer sk_x', 'idempotency-key': id }, new URLSearchParams({ 'line_items[0][price_data][unit_amount]': '5000', 'line_items[0][price_data][currency]': 'eur', 'payment_intent_data[metadata][openward_intent]': id }).toString());
  const paid = stripe.pay(providerOf(id));
  const refunded = stripe.refund(providerOf(id), 5000);
  expect((await hook(refunded)).statusCode).toBe(204);
  expect((await hook(paid)).statusCode).toBe(204);
  await tell();
  const { intent, payments } = await standing(patient_id);
  expect(intent).toMatchObject({ state: 'paid', url: null });
  expect(payments).toMatchObject([{ credited: '50.00', left: '0.00', refunds: [{ amount: '50.00', method: 'gateway' }] }]);
});

test('what is not signed changes nothing, and what is nobody’s is let be', async () => {
  const { patient_id, id } = await ask('intent');
  await tell();
  const paid = stripe.pay(providerOf(id));
  expect((await hook({ ...paid, header: paid.header.replace(/v1=.{6}/, 'v1=000000') })).statusCode).toBe(403);
  expect((await hook({ ...paid, body: paid.body.replace('5000', '9000') })).statusCode).toBe(403);
  expect((await standing(patient_id)).payments).toEqual([]);
  expect((await hook(paid)).statusCode).toBe(204);
  expect((await standing(patient_id)).payments).toHaveLength(1);
  const [row] = await hospital.asSuperuser<{ key: string }>(`select encode(secret_key_encrypted, 'escape') as key from billing.gateway_setting`);
  expect(row?.key).not.toContain('sk_test');
});
