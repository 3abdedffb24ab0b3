import { announce, type Database } from '@openward/platform/db';
import { every } from '@openward/platform/jobs';
import { Problem, serve } from '@openward/platform/http';
import { postOutside, webAddress, type Post } from '@openward/messages/api';
import { records, seeRecord } from '@openward/records/api';
import { billingContract as contract } from '../../contract/index.ts';
import { stripeRequest, stripeUnits } from '../../rules/gateway/stripe.ts';
import { minorOf } from '../minor.ts';
import { insertIntent, keepAnswer, listIntents, readGateway, untoldIntents } from './gateway.sql.ts';
import { secretOf } from './setting.ts';

export const askOverGateway = serve(contract.askOverGateway, async ({ patient_id, invoice_id, amount, currency, how }, act) => {
  await seeRecord(act, patient_id);
  if ((await readGateway(act.tx)).kind === 'none') throw new Problem(409, 'billing.no_gateway', 'No gateway is set up', { field: 'how' });
  const amount_minor = minorOf(amount, currency, 'amount');
  if (amount_minor === 0n || stripeUnits(amount_minor, currency) === null) throw new Problem(422, 'billing.nothing', 'The gateway does not take this amount', { field: 'amount' });
  const id = await insertIntent(act.tx, { patient_id, invoice_id, amount_minor, currency, how, asked_by_name: act.actor.display_name });
  act.audit.detail({ intent_id: id });
  const [intent] = await listIntents(act.tx, { id });
  return intent!;
});

export const gatewayIntents = serve(contract.gatewayIntents, async ({ patient_id }, act) => {
  await seeRecord(act, patient_id);
  return { intents: await listIntents(act.tx, { patients: await records.aliasSet(act.tx, patient_id) }) };
});

const system = { scope: 'system' } as const;

/** Tells the gateway of what was asked. Told again it answers as before (its Idempotency-Key is our key); no transaction is open meanwhile. */
export async function tellGateway(database: Database, post: Post = postOutside, at = 'https://api.stripe.com'): Promise<void> {
  const { key, waiting } = await database.transaction(system, async (tx) => {
    const setting = await readGateway(tx);
    const open = setting.kind === 'none' ? null : secretOf(setting, 'secret_key_encrypted');
    return { key: open, waiting: open === null ? [] : await untoldIntents(tx) };
  });
  for (const intent of waiting) {
    const { path, body } = stripeRequest({ ...intent, return_to: `${webAddress()}/` });
    const answer = await post(`${at}${path}`, { authorization: `Bearer ${key}`, 'content-type': 'application/x-www-form-urlencoded', 'idempotency-key': intent.id }, body);
    if (answer.status === 429 || answer.status >= 500) throw new Error('The gateway does not answer');
    const made = readAnswer(answer.body);
    await database.transaction(system, async (tx) => {
      await keepAnswer(tx, intent.id, {
        provider_id: intent.how === 'intent' ? made('id') : made('payment_intent'), checkout_id: intent.how === 'checkout' ? made('id') : null, url: made('url'), failed: answer.status >= 300,
      });
      announce(tx, 'billing-collections');
    });
  }
}

function readAnswer(body: string): (name: string) => string | null {
  let fields: Record<string, unknown> = {};
  try {
    fields = JSON.parse(body) as Record<string, unknown>;
  } catch {
    // An answer that is no JSON names nothing.
  }
  return (name) => (typeof fields?.[name] === 'string' ? fields[name] : null);
}

every(2, 'billing.gateway', (database) => tellGateway(database));
