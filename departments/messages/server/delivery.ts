import { sql } from 'kysely';
import { announce } from '@openward/platform/db';
import { type Act, type Document, Reply } from '@openward/platform/http';
import type { Channel } from '../contract/text.ts';
import type { Receipt } from '../rules/receipt.ts';
import { doubtAddress } from './doubt.ts';
import { contentOf } from './content.ts';

/** Keeps what became of a message. What came back stays so; it may be told twice, and in any order; what nobody knows of is let be. */
export async function keepReceipt({ tx, audit }: Pick<Act, 'tx' | 'audit'>, channel: Exclude<Channel, 'letter'>, { id: provider_id, delivery, lasting, why }: Receipt): Promise<void> {
  const { rows } = await sql<{ id: string; patient_id: string; content: Buffer | null }>`update messages.message set delivery = ${delivery}, delivered_at = now(), why = coalesce(${why}, why),
      state = case when state = 'unresolved' then 'sent' else state end, sent_at = coalesce(sent_at, now())
    where provider_id = ${provider_id} and channel = ${channel} and delivery is distinct from 'bounced' and state in ('sent', 'claimed', 'unresolved')
    returning id, patient_id, content_encrypted as content`.execute(tx);
  for (const { id, patient_id, content } of rows) {
    audit.patient(patient_id);
    audit.detail({ message_id: id, delivery });
    if (delivery === 'bounced' && content !== null) await doubtAddress(tx, { message_id: id, patient_id, channel, address: contentOf(id, content).to, lasting });
  }
  if (rows.length > 0) announce(tx, 'messages');
}

/** What whoever tells it is answered. */
export const receiptAnswer = (status: 204 | 403): Document =>
  new Reply({ status, content_type: 'text/plain; charset=utf-8', content: status === 204 ? null : 'not signed by the provider' }) as unknown as Document;
