import { sql } from 'kysely';
import { z } from 'zod';
import { announce } from '@openward/platform/db';
import { type Document, Reply, secured } from '@openward/platform/http';
import { isSigned } from './carriers/sms.ts';
import { readSetting, secretOf } from './setting.ts';
import { webAddress } from './web-address.ts';

const arrived = new Set(['delivered', 'delivrd', 'read', 'success']);
const cameBack = new Set(['undelivered', 'undeliverable', 'undeliv', 'failed', 'rejected', 'rejectd', 'expired', 'bounced']);

/** The number of a message and what became of it, in JSON or as a form, as the provider calls them. */
export function readReceipt(body: string, id_name: string): { id: string; delivery: 'delivered' | 'bounced' } | null {
  let fields: Record<string, unknown>;
  try {
    fields = body.trimStart().startsWith('{') ? (JSON.parse(body) as Record<string, unknown>) : Object.fromEntries(new URLSearchParams(body));
  } catch {
    return null;
  }
  const id = fields['MessageSid'] ?? fields['SmsSid'] ?? fields[id_name];
  const told = fields['MessageStatus'] ?? fields['status'];
  const status = typeof told === 'string' ? told.toLowerCase() : '';
  if ((typeof id !== 'string' && typeof id !== 'number') || !(arrived.has(status) || cameBack.has(status))) return null;
  return { id: String(id), delivery: arrived.has(status) ? 'delivered' : 'bounced' };
}

const answer = (status: number): Document => new Reply({ status, content_type: 'text/plain; charset=utf-8', content: status === 204 ? null : 'not signed by the provider' }) as unknown as Document;

/** The provider tells what became of an SMS. Believed when it is signed with the secret that both know; what it does not know of, is let be. */
export const receipt = {
  ...secured(
    { base: '/hooks', method: 'POST', path: '/messages/receipts', summary: 'What became of an SMS, told by the provider', permission: 'public', patient: 'found', event: 'messages.receipt.receive' },
    z.strictObject({ body: z.string(), signature: z.string() }),
    async ({ body, signature }, { tx, audit }) => {
      const setting = await readSetting(tx);
      const secret = secretOf(setting, 'sms_secret_encrypted');
      const url = `${setting.web_address ?? webAddress()}/hooks/messages/receipts`;
      if (setting.sms_shape === 'none' || secret === null || !isSigned(setting.sms_shape, secret, url, body, signature)) return answer(403);
      const told = readReceipt(body, setting.sms_fields.id);
      if (told === null) return answer(204);
      // What came back stays so; a receipt may come twice, and in any order.
      const { rows } = await sql<{ id: string; patient_id: string }>`update messages.message set delivery = ${told.delivery}, delivered_at = now(),
          state = case when state = 'unresolved' then 'sent' else state end, sent_at = coalesce(sent_at, now())
        where provider_id = ${told.id} and channel = 'sms' and delivery is distinct from 'bounced' and state in ('sent', 'claimed', 'unresolved') returning id, patient_id`.execute(tx);
      for (const { id, patient_id } of rows) {
        audit.patient(patient_id);
        audit.detail({ message_id: id, delivery: told.delivery });
      }
      if (rows.length > 0) announce(tx, 'messages');
      return answer(204);
    },
  ),
  input_of: (request: { body: unknown; headers: Record<string, unknown> }) => {
    const signature = request.headers['x-twilio-signature'] ?? request.headers['x-signature'];
    return { body: typeof request.body === 'string' ? request.body : '', signature: typeof signature === 'string' ? signature : '' };
  },
};
