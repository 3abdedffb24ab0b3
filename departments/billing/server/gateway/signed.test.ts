import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { isSignedByStripe } from './signed.ts';

const now = 1_800_000_000;
const sign = (body: string, secret: string, at = now) => `t=${at},v1=${createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')}`;

test.each([
  ['signed', sign('{}', 'whsec'), true], ['signed with another secret', sign('{}', 'other'), false], ['signed over another body', sign('{"a":1}', 'whsec'), false], ['too old', sign('{}', 'whsec', now - 301), false],
  ['of the future', sign('{}', 'whsec', now + 301), false], ['with a second signature', `${sign('{}', 'whsec')},v1=${'0'.repeat(64)}`, true], ['empty', '', false], ['without a time', 'v1=abc', false],
])('a call that is %s', (_what, header, believed) => expect(isSignedByStripe(header, '{}', 'whsec', now)).toBe(believed));
