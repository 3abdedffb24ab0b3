import { expect, test } from 'vitest';
import { relyingPartyOf } from './relying-party.ts';

test('a name over https, or localhost, has passkeys', () => {
  expect(relyingPartyOf('https://ward.hospital.example')).toEqual({
    id: 'ward.hospital.example',
    origin: 'https://ward.hospital.example',
    unavailable: null,
  });
  expect(relyingPartyOf('http://localhost:8080')).toEqual({ id: 'localhost', origin: 'http://localhost:8080', unavailable: null });
  expect(relyingPartyOf('https://ward.hospital.example:443')).toMatchObject({ origin: 'https://ward.hospital.example' });
});

test.each([
  ['http://127.0.0.1:8080', /http:\/\/localhost:8080/],
  ['http://[::1]:8080', /http:\/\/localhost:8080/],
  ['https://10.0.0.5', /name over https/],
  ['http://ward.hospital.example', /only over https/],
  ['http://localhost.evil.example', /only over https/],
])('%s has none, and the reason is told', (origin, reason) => {
  expect(relyingPartyOf(origin).unavailable).toMatch(reason);
});
