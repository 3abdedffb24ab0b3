import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isPlainSigned, isTwilioSigned, mailgunToken } from './signature.ts';

const now = new Date('2027-03-01T12:00:00Z');
const seconds = (hours: number) => String(Math.floor(now.getTime() / 1000) + hours * 3600);
const sign = (text: string | Buffer, secret = 's3cret') => createHmac('sha256', secret).update(text).digest('hex');

describe('a receipt signed by the hospital’s own secret', () => {
  const body = '{"id":"1","status":"delivered"}';
  it('is believed as it was signed, and not otherwise', () => {
    expect(isPlainSigned('s3cret', { body, signature: sign(body), at: '' }, now)).toBe(true);
    for (const [given, signature] of [[`${body} `, sign(body)], [body, sign(body, 'other')], [body, ''], [body, sign(body).slice(1)], [body, `${sign(body)}0`], [body, sign(body).toUpperCase()]] as const) {
      expect(isPlainSigned('s3cret', { body: given, signature, at: '' }, now)).toBe(false);
    }
  });

  it('that names its time is of today, and the time is signed with it', () => {
    const at = (hours: number) => isPlainSigned('s3cret', { body, at: seconds(hours), signature: sign(`${seconds(hours)}.${body}`) }, now);
    expect([at(0), at(-23), at(-25), at(25)]).toEqual([true, true, false, false]);
    expect(isPlainSigned('s3cret', { body, at: seconds(0), signature: sign(`${seconds(-1)}.${body}`) }, now)).toBe(false);
    // Without its time, an old one is another text.
    expect(isPlainSigned('s3cret', { body, at: '', signature: sign(`${seconds(-25)}.${body}`) }, now)).toBe(false);
    expect(isPlainSigned('s3cret', { body, at: 'x', signature: sign(`x.${body}`) }, now)).toBe(false);
  });

  it('may hold any bytes', () => {
    const bytes = Buffer.from([0x52, 0xe9, 0xff, 0x00, 0x80]);
    expect(isPlainSigned('s3cret', { body: bytes.toString('latin1'), encoding: 'latin1', at: '', signature: sign(bytes) }, now)).toBe(true);
  });
});

describe('a receipt of Mailgun', () => {
  const body = (timestamp: string, token = 'abc', secret = 's3cret') => JSON.stringify({ signature: { timestamp, token, signature: sign(`${timestamp}${token}`, secret) } });
  it('tells its token where it is signed and of today', () => {
    expect(mailgunToken('s3cret', body(seconds(-1)), now)).toBe('abc');
    expect([body(seconds(-30)), body(seconds(0), 'abc', 'other'), body(seconds(0), ''), '{}', 'no json', 'null', '[]'].map((each) => mailgunToken('s3cret', each, now))).toEqual(Array.from({ length: 7 }, () => null));
  });
});

it('a receipt of Twilio is signed over the address and the sorted fields, as its documentation has it', () => {
  // https://www.twilio.com/docs/usage/security: the example there.
  const body = new URLSearchParams({ To: '+18005551212', From: '+14158675310', Digits: '1234', Caller: '+14158675310', CallSid: 'CA1234567890ABCDE' }).toString();
  const given = { body, signature: 'L/OH5YylLD5NRKLltdqwSvS0BnU=', at: '' };
  expect(isTwilioSigned('12345', 'https://example.com/myapp.php?foo=1&bar=2', given)).toBe(true);
  expect(isTwilioSigned('12345', 'https://example.com/myapp.php', given)).toBe(false);
  expect(isTwilioSigned('12345', 'https://example.com/myapp.php?foo=1&bar=2', { ...given, body: `${body}&More=1` })).toBe(false);
});
