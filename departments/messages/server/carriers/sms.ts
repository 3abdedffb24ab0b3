import type { Outcome } from '../../rules/again.ts';
import { secretOf, type SettingRow } from '../setting.ts';
import { NotPosted, type Post } from '@openward/platform/http/outbound';

const basic = (user: string, secret: string): string => `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`;

/** What is posted for one SMS, in the shape that the provider takes. */
export function smsRequest(setting: SettingRow, secret: string | null, to: string, text: string, receipts: string): { headers: Record<string, string>; body: string } {
  const { sms_shape, sms_user, sms_sender, sms_fields: names } = setting;
  if (sms_shape === 'twilio') {
    return {
      headers: { 'content-type': 'application/x-www-form-urlencoded', authorization: basic(sms_user ?? '', secret ?? '') },
      body: new URLSearchParams({ To: to, From: sms_sender ?? '', Body: text, StatusCallback: receipts }).toString(),
    };
  }
  const authorization: Record<string, string> = secret === null ? {} : { authorization: sms_user === null ? `Bearer ${secret}` : basic(sms_user, secret) };
  const fields = { [names.to]: to, [names.from]: sms_sender ?? '', [names.text]: text };
  return sms_shape === 'json'
    ? { headers: { 'content-type': 'application/json', ...authorization }, body: JSON.stringify(fields) }
    : { headers: { 'content-type': 'application/x-www-form-urlencoded', ...authorization }, body: new URLSearchParams(fields).toString() };
}

/** Hands an SMS over to the provider. Where its answer is lost, or says that it failed inside, nobody knows whether it went out. */
export async function sendSms(setting: SettingRow, to: string, text: string, receipts: string, post: Post): Promise<Outcome> {
  const { headers, body } = smsRequest(setting, secretOf(setting, 'sms_secret_encrypted'), to, text, receipts);
  try {
    const answer = await post(setting.sms_url ?? '', headers, body);
    if (answer.status >= 200 && answer.status < 300) return { is: 'sent', provider_id: idIn(answer.body, setting.sms_shape === 'twilio' ? 'sid' : setting.sms_fields.id) };
    if (answer.status === 429) return { is: 'refused', why: 'sms_not_now', again: true };
    if (answer.status >= 300 && answer.status < 500) return { is: 'refused', why: 'sms_refused', again: false };
    return { is: 'unknown', why: 'sms_lost' };
  } catch (error) {
    return error instanceof NotPosted ? { is: 'refused', why: 'sms_unreachable', again: true } : { is: 'unknown', why: 'sms_lost' };
  }
}

function idIn(body: string, name: string): string | null {
  try {
    const id = (JSON.parse(body) as Record<string, unknown> | null)?.[name];
    return typeof id === 'string' || typeof id === 'number' ? String(id).slice(0, 200) : null;
  } catch {
    return null;
  }
}
