import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SealBroken } from './seal.ts';
import { vaultWrapper, type VaultSettings } from './vault.ts';
import { localWrapper, unwrapBy } from './wrapper.ts';

const token = 'hvs.test-token';
const transitKeys = [randomBytes(32)];
let down = false;
let vault: Server;
let settings: VaultSettings;

// Answers as the transit engine does: `vault:v1:` and base64 of nonce, ciphertext and tag; AES-256-GCM; 400 for what does not open.
beforeAll(async () => {
  vault = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => { text += String(chunk); });
    request.on('end', () => {
      const answer = (status: number, body: object) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      if (down) return answer(503, { errors: ['Vault is sealed'] });
      if (request.headers['x-vault-token'] !== token) return answer(403, { errors: ['permission denied'] });
      const { plaintext, ciphertext, associated_data } = JSON.parse(text) as Record<string, string>;
      const bound = Buffer.from(associated_data ?? '', 'base64');
      if (request.method === 'POST' && request.url === '/v1/transit/encrypt/openward') {
        const nonce = randomBytes(12);
        const cipher = createCipheriv('aes-256-gcm', transitKeys.at(-1)!, nonce).setAAD(bound);
        const sealed = Buffer.concat([nonce, cipher.update(Buffer.from(plaintext!, 'base64')), cipher.final(), cipher.getAuthTag()]);
        return answer(200, { data: { ciphertext: `vault:v${transitKeys.length}:${sealed.toString('base64')}`, key_version: transitKeys.length } });
      }
      const [, version, body] = /^vault:v(\d+):(.+)$/.exec(ciphertext ?? '') ?? [];
      if (request.method !== 'POST' || request.url !== '/v1/transit/decrypt/openward') return answer(404, { errors: [] });
      try {
        const sealed = Buffer.from(body!, 'base64');
        const decipher = createDecipheriv('aes-256-gcm', transitKeys[Number(version) - 1]!, sealed.subarray(0, 12)).setAAD(bound);
        decipher.setAuthTag(sealed.subarray(-16));
        return answer(200, { data: { plaintext: Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]).toString('base64') } });
      } catch {
        return answer(400, { errors: ['cipher: message authentication failed'] });
      }
    });
  });
  await new Promise<void>((resolve) => { vault.listen(0, '127.0.0.1', resolve); });
  settings = { address: `http://127.0.0.1:${(vault.address() as AddressInfo).port}`, token, key: 'openward', mount: 'transit' };
});
afterAll(() => { vault.close(); });

const place = { table: 'platform.data_key', column: 'wrapped/seal/1', row: randomUUID() };

test('a data key that Vault wraps opens there, at its place, also after the key was turned in Vault', async () => {
  const wrapper = vaultWrapper(settings);
  const key = randomBytes(32);
  const { wrapped, wrapped_by } = await wrapper.wrap(place.row, key, place);
  expect(wrapped_by).toBe('vault openward v1');
  expect(wrapped.includes(key.toString('base64'))).toBe(false);
  transitKeys.push(randomBytes(32));
  expect(await wrapper.unwrap(wrapped, place)).toEqual(key);
  expect((await wrapper.wrap(place.row, key, place)).wrapped_by).toBe('vault openward v2');
  await expect(wrapper.unwrap(wrapped, { ...place, row: 'other' })).rejects.toThrow(SealBroken);
});

test('what a key of a file wrapped is taken over into Vault, and what Vault wrapped is not opened by a file', async () => {
  const file = localWrapper(randomBytes(32));
  const key = randomBytes(32);
  const wrapper = vaultWrapper(settings);
  const former = await file.wrap(place.row, key, place);
  expect(await unwrapBy([wrapper, file], former.wrapped, place)).toEqual({ key, by: file });
  expect(await unwrapBy([file], (await wrapper.wrap(place.row, key, place)).wrapped, place)).toBeNull();
});

test('a wrong token, a sealed Vault and none at all are said in one line, without the token', async () => {
  const key = randomBytes(32);
  await expect(vaultWrapper({ ...settings, token: 'wrong' }).wrap(place.row, key, place)).rejects.toThrow(/OPENWARD_VAULT_TOKEN/);
  const { wrapped } = await vaultWrapper(settings).wrap(place.row, key, place);
  down = true;
  // Never as though another key had wrapped it.
  await expect(vaultWrapper(settings).unwrap(wrapped, place)).rejects.toThrow(/503/);
  down = false;
  await expect(vaultWrapper({ ...settings, address: 'http://127.0.0.1:1' }).unwrap(wrapped, place)).rejects.toThrow(/does not answer/);
});
