import { z } from 'zod';
import { secured } from '@openward/platform/http';
import { readSmsReceipt } from '../rules/receipt.ts';
import { isPlainSigned, isTwilioSigned } from './carriers/signature.ts';
import { keepReceipt, receiptAnswer } from './delivery.ts';
import { readSetting, secretOf } from './setting.ts';
import { webAddress } from './web-address.ts';

/** The provider tells what became of an SMS. Believed when it is signed with the secret that both know. */
export const receipt = {
  ...secured(
    { base: '/hooks', method: 'POST', path: '/messages/receipts', summary: 'What became of an SMS, told by the provider', permission: 'public', patient: 'found', event: 'messages.receipt.receive' },
    z.strictObject({ body: z.string(), signature: z.string(), at: z.string() }),
    async (given, act) => {
      const setting = await readSetting(act.tx);
      const secret = secretOf(setting, 'sms_secret_encrypted');
      const url = `${setting.web_address ?? webAddress()}/hooks/messages/receipts`;
      if (setting.sms_shape === 'none' || secret === null) return receiptAnswer(403);
      if (!(setting.sms_shape === 'twilio' ? isTwilioSigned(secret, url, given) : isPlainSigned(secret, given, new Date()))) return receiptAnswer(403);
      const told = readSmsReceipt(given.body, setting.sms_fields.id);
      if (told !== null) await keepReceipt(act, 'sms', told);
      return receiptAnswer(204);
    },
  ),
  input_of: ({ body, headers }: { body: unknown; headers: Record<string, unknown> }) => {
    const text = (name: string): string => (typeof headers[name] === 'string' ? headers[name] : '');
    return { body: typeof body === 'string' ? body : '', signature: text('x-twilio-signature') || text('x-signature'), at: text('x-timestamp') };
  },
};
