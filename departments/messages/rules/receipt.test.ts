import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMailReceipt, readSmsReceipt } from './receipt.ts';

const id = '0198b2c4-7d1e-7a3f-9b52-0c4f6d8e1a2b.0123456789ab@openward';

/** As Postfix writes it, shortened. */
const report = (action: string, status: string) => `From: MAILER-DAEMON@mail.test\r
Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r
\r
--b\r
Content-Type: message/delivery-status\r
\r
Reporting-MTA: dns; mail.test\r
Original-Envelope-Id: ${id}\r
\r
Final-Recipient: rfc822; ada@example.test\r
Action: ${action}\r
Status: ${status}\r
Diagnostic-Code: smtp; 550 5.1.1 no such user\r
\r
--b\r
Content-Type: text/rfc822-headers\r
\r
Message-ID: <${id}>\r
--b--\r
`;

describe('what a mail server tells', () => {
  it.each([
    ['that nobody has this mailbox', report('failed', '5.1.1'), { delivery: 'bounced', lasting: true, why: 'no_mailbox' }],
    ['that the mailbox is full', report('failed', '5.2.2'), { delivery: 'bounced', lasting: false, why: 'mailbox_full' }],
    ['that it was taken for spam', report('failed', '5.7.1'), { delivery: 'bounced', lasting: false, why: null }],
    ['that it is late', report('delayed', '4.4.1'), null],
    ['that it arrived', report('delivered', '2.0.0'), { delivery: 'delivered', lasting: false }],
    ['of a mail of somebody else', report('failed', '5.1.1').replaceAll('@openward', '@elsewhere'), null],
  ])('%s', (_what, body, told) => {
    expect(readMailReceipt(body)).toEqual(told === null ? null : expect.objectContaining({ id, ...told }));
  });
});

describe('what a service of e-mail tells', () => {
  const event = (more: object) => JSON.stringify({ signature: {}, 'event-data': { message: { headers: { 'message-id': id } }, ...more } });
  it.each([
    ['a lasting failure', event({ event: 'failed', severity: 'permanent', 'delivery-status': { code: 550 } }), { delivery: 'bounced', lasting: true }],
    ['a failure that it tries again', event({ event: 'failed', severity: 'temporary', 'delivery-status': { code: 452 } }), null],
    ['a delivery', event({ event: 'delivered' }), { delivery: 'delivered' }],
    ['an opened mail', event({ event: 'opened' }), null],
    ['in the general shape', JSON.stringify({ message_id: `<${id}>`, status: 'bounced', code: '5.1.10' }), { delivery: 'bounced', lasting: true }],
  ])('%s', (_what, body, told) => {
    expect(readMailReceipt(body)).toEqual(told === null ? null : expect.objectContaining({ id, ...told }));
  });
});

it('reads whatever comes without falling over it', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json(), fc.jsonValue().map((value) => JSON.stringify({ 'event-data': value, message_id: id, status: 'bounced' }))), (body) => {
    for (const told of [readMailReceipt(body), readSmsReceipt(body, 'id')]) expect(told === null || ['delivered', 'bounced'].includes(told.delivery)).toBe(true);
  }));
});

it('knows the number that does not exist from a telephone that is switched off', () => {
  expect(readSmsReceipt('{"id": 7, "status": "UNDELIV"}', 'id')).toEqual({ id: '7', delivery: 'bounced', lasting: true, why: null });
  expect(readSmsReceipt('MessageSid=SM1&MessageStatus=undelivered', 'id')).toEqual({ id: 'SM1', delivery: 'bounced', lasting: false, why: null });
  expect(readSmsReceipt('MessageSid=SM1&MessageStatus=queued', 'id')).toBeNull();
});
