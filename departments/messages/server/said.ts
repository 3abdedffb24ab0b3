import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { contentOf } from './content.ts';

export interface SaidMessage {
  id: string;
  sent_at: Date;
  /** The day on the hospital’s calendar. */
  sent_on: string;
  channel: 'email' | 'sms' | 'letter';
  to: string;
  subject: string | null;
  text: string;
}

/** What was sent to somebody, under any of their keys, word by word, the newest first: for the copy that the law gives them. */
export async function messagesSaidTo(tx: Tx, patient_ids: readonly string[]): Promise<SaidMessage[]> {
  const { rows } = await sql<Pick<SaidMessage, 'id' | 'sent_at' | 'sent_on' | 'channel'> & { content: Buffer }>`
    select id, sent_at, (sent_at at time zone coalesce((select time_zone from platform.installation), 'UTC'))::date::text as sent_on, channel, content_encrypted as content from messages.message
    where patient_id = any (${patient_ids}::uuid[]) and sent_at is not null and content_encrypted is not null order by sent_at desc, id`.execute(tx);
  return rows.map(({ content, ...row }) => {
    const { to, subject, text } = contentOf(row.id, content);
    return { ...row, to, subject, text };
  });
}
