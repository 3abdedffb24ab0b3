import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '@openward/platform/db';
import { secured } from '@openward/platform/http';
import { readMailReceipt } from '../rules/receipt.ts';
import { isPlainSigned, mailgunToken, type Signed } from './carriers/signature.ts';
import { keepReceipt, receiptAnswer } from './delivery.ts';
import { readSetting, secretOf, type SettingRow } from './setting.ts';

/**
 * The mail server of the hospital, or the service that it sends by, tells what became of an e-mail. Believed when it is signed with the secret that both
 * know, of today, and for the first time: what is sent again changes nothing.
 */
export const mailReceipt = {
  ...secured(
    { base: '/hooks', method: 'POST', path: '/messages/bounces', summary: 'What became of an e-mail, told by a mail server or a service', permission: 'public', patient: 'found', event: 'messages.receipt.receive' },
    z.strictObject({ body: z.string(), signature: z.string(), at: z.string(), encoding: z.enum(['utf8', 'latin1']) }),
    async (given, act) => {
      const once = tokenOf(await readSetting(act.tx), given, new Date());
      if (once === null) return receiptAnswer(403);
      const told = readMailReceipt(given.body);
      if (told !== null && (await isFirst(act.tx, once))) await keepReceipt(act, 'email', told);
      return receiptAnswer(204);
    },
  ),
  input_of: ({ body, headers }: { body: unknown; headers: Record<string, unknown> }) => {
    const text = (name: string): string => (typeof headers[name] === 'string' ? headers[name] : '');
    return { body: typeof body === 'string' ? body : '', signature: text('x-signature'), at: text('x-timestamp'), encoding: text('content-type').startsWith('message/') ? 'latin1' : 'utf8' };
  },
};

/** What makes a receipt the one that it is; null where nobody who knows the secret signed it. */
function tokenOf(setting: SettingRow, given: Signed, now: Date): string | null {
  const secret = secretOf(setting, 'mail_secret_encrypted');
  if (setting.mail_hook === 'none' || secret === null) return null;
  if (setting.mail_hook === 'mailgun') return mailgunToken(secret, given.body, now);
  return isPlainSigned(secret, given, now) ? given.signature : null;
}

async function isFirst(tx: Tx, once: string): Promise<boolean> {
  await sql`delete from messages.receipt_seen where at < now() - interval '2 days'`.execute(tx);
  const { numAffectedRows } = await sql`insert into messages.receipt_seen (signature_hash) values (${createHash('sha256').update(once).digest()}) on conflict do nothing`.execute(tx);
  return numAffectedRows === 1n;
}
