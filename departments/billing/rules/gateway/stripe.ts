import { currencies } from '@openward/platform/money';

/** What Stripe reckons in: minor units, but of three decimals the last is nothing. */
export const stripeUnits = (minor: bigint, currency: string): bigint | null => (currencies.get(currency)?.digits === 3 && minor % 10n !== 0n ? null : minor);

/** What is posted to ask for a payment, to which address. */
export function stripeRequest(it: { id: string; how: 'checkout' | 'intent'; amount_minor: bigint; currency: string; return_to: string }): { path: string; body: string } {
  const { id, how, amount_minor, currency, return_to } = it;
  if (how === 'intent') {
    return { path: '/v1/payment_intents', body: new URLSearchParams({ amount: String(amount_minor), currency: currency.toLowerCase(), 'automatic_payment_methods[enabled]': 'true', 'metadata[openward_intent]': id }).toString() };
  }
  return {
    path: '/v1/checkout/sessions',
    body: new URLSearchParams({
      mode: 'payment', success_url: return_to, cancel_url: return_to, client_reference_id: id, 'metadata[openward_intent]': id, 'payment_intent_data[metadata][openward_intent]': id,
      'line_items[0][quantity]': '1', 'line_items[0][price_data][currency]': currency.toLowerCase(), 'line_items[0][price_data][unit_amount]': String(amount_minor), 'line_items[0][price_data][product_data][name]': 'Hospital bill',
    }).toString(),
  };
}

/** What the gateway told, as we keep it. */
export interface Told {
  id: string;
  kind: string;
  intent_id: string | null;
  provider_id: string | null;
  amount_minor: bigint | null;
  currency: string | null;
  told_at: string;
}

type Json = Record<string, unknown>;
const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const whole = (value: unknown): bigint | null => (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? BigInt(value) : null);

/** Reads an event; null for what is none. Of a refund, the amount is all that was given back so far, so that its order matters to nobody. */
export function readStripeEvent(body: string): Told | null {
  let event: Json;
  try {
    event = JSON.parse(body) as Json;
  } catch {
    return null;
  }
  const object = (event?.['data'] as Json | undefined)?.['object'] as Json | undefined;
  const [id, kind, created] = [text(event?.['id']), text(event?.['type']), event?.['created']];
  if (id === null || !/^[A-Za-z0-9_]{1,120}$/.test(id) || kind === null || !/^[a-z_.]{1,80}$/.test(kind) || typeof created !== 'number' || object === undefined || object === null) return null;
  const intent = text((object['metadata'] as Json | undefined)?.['openward_intent']);
  return {
    id, kind, intent_id: intent !== null && /^[0-9a-f-]{36}$/.test(intent) ? intent : null,
    provider_id: text(object['payment_intent']) ?? (kind.startsWith('payment_intent.') ? text(object['id']) : null),
    amount_minor: whole(kind === 'charge.refunded' ? object['amount_refunded'] : object['amount_received'] ?? object['amount']),
    currency: text(object['currency'])?.toUpperCase() ?? null, told_at: new Date(created * 1000).toISOString(),
  };
}
