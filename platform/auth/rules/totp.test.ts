import { Secret, TOTP } from 'otpauth';
import { expect, test } from 'vitest';
import { describeTotp, makeTotpSecret, stepOfCode } from './totp.ts';

const rfc = new TextEncoder().encode('12345678901234567890');

test('agrees with the vectors of RFC 6238 (their last six digits)', () => {
  expect(stepOfCode(rfc, '287082', 59_000)).toBe(1);
  expect(stepOfCode(rfc, '081804', 1_111_111_109_000)).toBe(37_037_036);
  expect(stepOfCode(rfc, '279037', 2_000_000_000_000)).toBe(66_666_666);
});

test('takes the neighbouring steps and tells them apart, and no further ones', () => {
  const now = 1_800_000_000_000;
  const secret = makeTotpSecret();
  const step = Math.floor(now / 30_000);
  const codeAt = (at: number): string => TOTP.generate({ secret: new Secret({ buffer: new Uint8Array(secret).buffer }), timestamp: at * 30_000 });
  expect(stepOfCode(secret, codeAt(step), now)).toBe(step);
  expect(stepOfCode(secret, codeAt(step - 1), now)).toBe(step - 1);
  expect(stepOfCode(secret, codeAt(step + 1), now)).toBe(step + 1);
  expect(stepOfCode(secret, codeAt(step - 2), now)).toBeNull();
  expect(stepOfCode(secret, codeAt(step + 2), now)).toBeNull();
});

test.each(['', '12345', '1234567', 'abcdef', '28708２'])('%j is no code', (code) => expect(stepOfCode(rfc, code, 59_000)).toBeNull());

test('spaces as the app shows them do not matter', () => expect(stepOfCode(rfc, '287 082', 59_000)).toBe(1));

test('the app is told who and where', () => {
  const { uri, secret } = describeTotp(rfc, 'ada@ward 7');
  expect(uri).toMatch(/^otpauth:\/\/totp\/OpenWard:ada%40ward%207\?issuer=OpenWard&secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&/);
  expect(secret).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
});
