import { createHmac, randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Paid { id: string; amount: number; refunded: number; currency: string; metadata: Record<string, string>; status: 'requires_payment_method' | 'succeeded' | 'canceled' }

/** Stripe as its tests know it: intents and pages, each made once for a key, paid, refunded; events signed as Stripe signs them. For tests. */
export interface FakeStripe {
  url: string;
  intents: Map<string, Paid>;
  /** How often it was asked. */
  asked: number;
  pay(id: string): { body: string; header: string };
  refund(id: string, amount: number): { body: string; header: string };
  close(): Promise<void>;
}

export async function openFakeStripe(signing_secret: string): Promise<FakeStripe> {
  const intents = new Map<string, Paid>();
  const answers = new Map<string, string>();
  const fake = { asked: 0 };
  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => { body += part.toString(); });
    request.on('end', () => {
      fake.asked += 1;
      const key = String(request.headers['idempotency-key']);
      if (!String(request.headers.authorization).startsWith('Bearer sk_')) return void response.writeHead(401).end('{}');
      const answer = answers.get(key) ?? make(request.url ?? '', new URLSearchParams(body));
      answers.set(key, answer);
      response.writeHead(200, { 'content-type': 'application/json' }).end(answer);
    });
  });
  function make(path: string, form: URLSearchParams): string {
    const page = path === '/v1/checkout/sessions';
    const intent: Paid = {
      id: `pi_${randomUUID().replaceAll('-', '')}`, refunded: 0, status: 'requires_payment_method',
      amount: Number(form.get(page ? 'line_items[0][price_data][unit_amount]' : 'amount')), currency: form.get(page ? 'line_items[0][price_data][currency]' : 'currency') ?? '',
      metadata: { openward_intent: form.get(page ? 'payment_intent_data[metadata][openward_intent]' : 'metadata[openward_intent]') ?? '' },
    };
    intents.set(intent.id, intent);
    // A page has no payment intent before somebody pays on it.
    return JSON.stringify(page ? { id: `cs_${intent.id.slice(3)}`, url: `https://checkout.stripe.com/c/${intent.id}`, payment_intent: null } : { ...intent, client_secret: `${intent.id}_secret` });
  }
  const event = (type: string, object: object) => {
    const body = JSON.stringify({ id: `evt_${randomUUID().replaceAll('-', '')}`, type, created: Math.floor(Date.now() / 1000), data: { object } });
    const at = Math.floor(Date.now() / 1000);
    return { body, header: `t=${at},v1=${createHmac('sha256', signing_secret).update(`${at}.${body}`).digest('hex')}` };
  };
  const found = (id: string, status: Paid['status']): Paid => {
    const intent = intents.get(id);
    if (intent?.status !== status) throw new Error(`${id} is not ${status}`);
    return intent;
  };
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, intents,
    get asked() { return fake.asked; },
    pay(id) {
      const intent = found(id, 'requires_payment_method');
      intent.status = 'succeeded';
      return event('payment_intent.succeeded', { ...intent, object: 'payment_intent', amount_received: intent.amount });
    },
    refund(id, amount) {
      const intent = found(id, 'succeeded');
      if (intent.refunded + amount > intent.amount) throw new Error('more than was paid');
      intent.refunded += amount;
      return event('charge.refunded', { id: `ch_${id}`, object: 'charge', payment_intent: id, amount: intent.amount, amount_refunded: intent.refunded, currency: intent.currency, metadata: intent.metadata });
    },
    close: () => new Promise((resolve) => { server.close(() => resolve()); }),
  };
}
