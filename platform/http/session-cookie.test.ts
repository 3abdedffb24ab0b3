import { expect, test } from 'vitest';
import { endedSessionCookie, readSessionCookie, sessionCookie } from './session-cookie.ts';

const token = 'k3Y_-0123456789abcdefghijklmnopqrstuvwxyzABC';

test('over TLS the cookie is bound to the host and to TLS; scripts and other sites never have it', () => {
  expect(sessionCookie(token, true)).toBe(`__Host-openward=${token}; Path=/; HttpOnly; SameSite=Strict; Secure`);
  expect(sessionCookie(token, false)).toBe(`openward=${token}; Path=/; HttpOnly; SameSite=Strict`);
  expect(endedSessionCookie(true)).toBe('__Host-openward=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0; Secure');
});

test('the token is read back, among other cookies', () => {
  expect(readSessionCookie(`theme=dark; openward=${token}`, false)).toBe(token);
  expect(readSessionCookie(`__Host-openward=${token}; theme=dark`, true)).toBe(token);
  expect(readSessionCookie(undefined, false)).toBeNull();
  expect(readSessionCookie('openward=', false)).toBeNull();
  expect(readSessionCookie(`notopenward=${token}`, false)).toBeNull();
});

test('over TLS a cookie that another host may have planted does not count', () => {
  expect(readSessionCookie(`openward=${token}`, true)).toBeNull();
});
