import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openOutside, type OutsideServer } from '../testing/outside.ts';
import type { SettingRow } from '../setting.ts';
import { NotPosted } from '@openward/platform/http/outbound';
import { sendSms, smsRequest } from './sms.ts';

let provider: OutsideServer;
beforeAll(async () => { provider = await openOutside(); });
afterAll(() => provider.close());
beforeEach(() => { provider.taken.length = 0; });

const setting = (more: Partial<SettingRow>) => ({
  sms_shape: 'json', sms_url: 'https://outside.test/send?v=2', sms_user: null, sms_secret_encrypted: null, sms_sender: 'Wardleigh', sms_fields: { to: 'to', from: 'from', text: 'text', id: 'id' }, ...more,
}) as SettingRow;
const send = (more: Partial<SettingRow> = {}) => sendSms(setting(more), '+491701234567', 'Your visit: 9:00 & 10:00 – موعد', 'https://hospital.test/hooks/messages/receipts', provider.post);

describe('an SMS', () => {
  it('goes out as JSON, in the fields of the provider', async () => {
    expect(await send({ sms_fields: { to: 'recipient', from: 'source', text: 'body.text', id: 'id' } })).toEqual({ is: 'sent', provider_id: 'p-1' });
    expect(provider.taken).toMatchObject([{ path: '/send?v=2', headers: { 'content-type': 'application/json' } }]);
    expect(JSON.parse(provider.taken[0]!.body)).toEqual({ recipient: '+491701234567', source: 'Wardleigh', 'body.text': 'Your visit: 9:00 & 10:00 – موعد' });
  });

  it('goes out as a form', async () => {
    expect(await send({ sms_shape: 'form' })).toMatchObject({ is: 'sent' });
    expect(Object.fromEntries(new URLSearchParams(provider.taken[0]!.body))).toEqual({ to: '+491701234567', from: 'Wardleigh', text: 'Your visit: 9:00 & 10:00 – موعد' });
  });

  it('goes out as Twilio takes it, with the address for receipts', async () => {
    expect(await send({ sms_shape: 'twilio', sms_user: 'AC1' })).toEqual({ is: 'sent', provider_id: 'SM1' });
    expect(Object.fromEntries(new URLSearchParams(provider.taken[0]!.body))).toMatchObject({ To: '+491701234567', From: 'Wardleigh', StatusCallback: 'https://hospital.test/hooks/messages/receipts' });
    expect(provider.taken[0]!.headers.authorization).toBe(`Basic ${Buffer.from('AC1:').toString('base64')}`);
  });

  it('carries the secret as the account asks for it', () => {
    const authorization = (sms_user: string | null) => smsRequest(setting({ sms_user }), 's3cret', '+49', 'x', '').headers['authorization'];
    expect([authorization(null), authorization('me')]).toEqual(['Bearer s3cret', `Basic ${Buffer.from('me:s3cret').toString('base64')}`]);
  });

  it.each([
    [429, { is: 'refused', again: true }], [400, { is: 'refused', again: false }], [401, { is: 'refused', again: false }], [302, { is: 'refused', again: false }],
    // It may have gone out before the provider fell over: never again by itself.
    [500, { is: 'unknown' }], [503, { is: 'unknown' }],
  ])('is answered %s', async (status, outcome) => {
    provider.answer = (_request, response) => response.writeHead(status).end();
    expect(await send()).toMatchObject(outcome);
  });

  it('is not known to be sent where the provider hangs up, and surely not where nobody answers', async () => {
    provider.answer = (_request, response) => void response.socket?.destroy();
    expect(await send()).toEqual({ is: 'unknown', why: 'sms_lost' });
    expect(provider.taken).toHaveLength(1);
    const unreachable = await sendSms(setting({}), '+49', 'x', '', () => Promise.reject(new NotPosted('ECONNREFUSED')));
    expect(unreachable).toEqual({ is: 'refused', why: 'sms_unreachable', again: true });
  });
});
