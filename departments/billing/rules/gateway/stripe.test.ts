import { expect, test } from 'vitest';
import { readStripeEvent, stripeRequest } from './stripe.ts';

const now = 1_800_000_000;

test('a refund tells all that was given back, and whose it is', () => {
  expect(readStripeEvent(JSON.stringify({ id: 'evt_1', type: 'charge.refunded', created: now, data: { object: { id: 'ch_1', payment_intent: 'pi_1', amount: 5000, amount_refunded: 1200, currency: 'eur' } } })))
    .toMatchObject({ provider_id: 'pi_1', amount_minor: 1200n, currency: 'EUR', intent_id: null });
});

test.each(['', '[]', '{}', 'null', '{"id":"evt_1","type":"x","created":1}'])('%s is no event', (body) => expect(readStripeEvent(body)).toBeNull());

test('our key goes along with a page and with an intent', () => {
  for (const how of ['checkout', 'intent'] as const) expect(new URLSearchParams(stripeRequest({ id: 'abc', how, amount_minor: 5n, currency: 'EUR', return_to: 'https://x' }).body).get('metadata[openward_intent]')).toBe('abc');
});
