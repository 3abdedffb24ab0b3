import { z } from 'zod';
import { type Document, Reply, secured } from '@openward/platform/http';
import { readStripeEvent } from '../../rules/gateway/stripe.ts';
import { applyEvents } from './apply.ts';
import { insertEvent, readGateway } from './gateway.sql.ts';
import { secretOf } from './setting.ts';
import { isSignedByStripe } from './signed.ts';

const answer = (status: number): Document => new Reply({ status, content_type: 'text/plain; charset=utf-8', content: status === 204 ? null : 'not signed by the gateway' }) as unknown as Document;

/** The gateway tells what became of a payment. Believed when it is signed and fresh; what was told before changes nothing. */
export const gatewayHook = {
  ...secured(
    { base: '/hooks', method: 'POST', path: '/billing/gateway', summary: 'What became of a payment, told by the gateway', permission: 'public', patient: 'found', event: 'billing.gateway.receive' },
    z.strictObject({ body: z.string(), signature: z.string() }),
    async ({ body, signature }, { tx, audit }) => {
      const setting = await readGateway(tx);
      const secret = secretOf(setting, 'signing_secret_encrypted');
      if (setting.kind === 'none' || secret === null || !isSignedByStripe(signature, body, secret, Math.floor(Date.now() / 1000))) return answer(403);
      const told = readStripeEvent(body);
      if (told === null) return answer(204);
      audit.detail({ gateway_event: told.kind });
      if (!(await insertEvent(tx, told))) return answer(204);
      const patient_id = await applyEvents(tx, told.intent_id, told.provider_id);
      if (patient_id !== null) audit.patient(patient_id);
      return answer(204);
    },
  ),
  input_of: (request: { body: unknown; headers: Record<string, unknown> }) => {
    const signature = request.headers['stripe-signature'];
    return { body: typeof request.body === 'string' ? request.body : '', signature: typeof signature === 'string' ? signature : '' };
  },
};
