import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { amount, currency } from './words.ts';

const secret = z.string().min(8).max(300).nullable().optional();

export const GatewaySetting = z.object({ kind: z.enum(['none', 'stripe']), secret_key_set: z.boolean(), signing_secret_set: z.boolean(), version: z.int() });
export type GatewaySetting = z.output<typeof GatewaySetting>;
export const GatewayIntent = z.object({
  id: z.uuid(), patient_id: z.uuid(), invoice_id: z.uuid().nullable(), amount: z.string(), currency: z.string(), how: z.enum(['checkout', 'intent']), url: z.string().nullable(),
  state: z.enum(['asked', 'waiting', 'paid', 'failed', 'expired']), payment_id: z.uuid().nullable(), asked_at: z.string(),
});
export type GatewayIntent = z.output<typeof GatewayIntent>;

export const gatewayContract = {
  gatewaySetting: endpoint({ method: 'GET', path: '/billing/gateway', summary: 'Which gateway takes payments', permission: 'billing.prices', patient: 'none', event: 'none' })
    .input(z.strictObject({}))
    .output(GatewaySetting),

  /** A secret that is left out stays; null takes it away. */
  setGateway: endpoint({ method: 'PUT', path: '/billing/gateway', summary: 'Choose the gateway and its secrets', permission: 'billing.prices', patient: 'none', event: 'billing.gateway.set' })
    .input(z.strictObject({ kind: z.enum(['none', 'stripe']), secret_key: secret, signing_secret: secret, version: z.int().min(1).max(2_147_483_647) }))
    .output(GatewaySetting),

  /** Kept as asked; the gateway is told by a job, and the address of its page comes with the news of it. 409 `billing.no_gateway`. */
  askOverGateway: endpoint({ method: 'POST', path: '/billing/patients/{patient_id}/gateway-intents', summary: 'Ask somebody to pay over the gateway', permission: 'billing.collect', patient: 'input', event: 'billing.gateway.ask', status: 201 })
    .input(z.strictObject({ patient_id: z.uuid(), invoice_id: z.uuid().nullable().default(null), amount, currency, how: z.enum(['checkout', 'intent']).default('checkout') }))
    .output(GatewayIntent),

  gatewayIntents: endpoint({ method: 'GET', path: '/billing/patients/{patient_id}/gateway-intents', summary: 'What somebody was asked to pay over the gateway', permission: 'billing.read', patient: 'input', event: 'billing.gateway.list' })
    .input(z.strictObject({ patient_id: z.uuid() }))
    .output(z.object({ intents: z.array(GatewayIntent) })),
};
