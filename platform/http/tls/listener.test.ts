import { chmodSync, copyFileSync, mkdtempSync, writeFileSync } from 'node:fs';
import http, { type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import tls from 'node:tls';
import { afterEach, expect, it, vi } from 'vitest';
import { BadCertificate, readCertificate } from './certificate.ts';
import { listenerOf, redirectListener } from './listener.ts';

const fixture = (name: string) => path.join(import.meta.dirname, 'fixtures', name);
const servers: Server[] = [];
afterEach(async () => { await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }))); });

/** A folder with a certificate and its key. */
function place(name: string) {
  const folder = mkdtempSync(path.join(tmpdir(), 'openward-tls-'));
  const files = { certificate: path.join(folder, 'ward.pem'), key: path.join(folder, 'ward.key') };
  put(files, name);
  return files;
}

function put(files: { certificate: string; key: string }, name: string): void {
  copyFileSync(fixture(`${name}.pem`), files.certificate);
  copyFileSync(fixture(`${name}.key.pem`), files.key);
  chmodSync(files.key, 0o600);
}

async function listen(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return (server.address() as AddressInfo).port;
}

/** The name on the certificate that is served, and the version of TLS that was agreed. */
const shakeHands = (port: number, options: tls.ConnectionOptions = {}) =>
  new Promise<{ name: unknown; version: string | null }>((resolve, reject) => {
    const socket = tls.connect({ port, host: '127.0.0.1', rejectUnauthorized: false, ...options }, () => {
      resolve({ name: socket.getPeerCertificate().subject.CN, version: socket.getProtocol() });
      socket.end();
    });
    socket.on('error', reject);
  });

it('speaks TLS 1.2 and 1.3, and nothing older', async () => {
  const port = await listen(listenerOf(place('one'), (_request, response) => response.end('well')));
  expect(await shakeHands(port, { maxVersion: 'TLSv1.2' })).toEqual({ name: 'one.ward.test', version: 'TLSv1.2' });
  expect(await shakeHands(port)).toEqual({ name: 'one.ward.test', version: 'TLSv1.3' });
  // The lowest security level lets our own side offer it: it is the server that refuses.
  await expect(shakeHands(port, { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' })).rejects.toThrow(/alert.*protocol version/i);
});

it('serves a renewed certificate without a restart, and keeps the old one where the new one cannot be served', async () => {
  const files = place('one');
  const heard = { renewed: vi.fn(), refused: vi.fn() };
  const port = await listen(listenerOf(files, (_request, response) => response.end('well'), heard, 20));
  writeFileSync(files.certificate, 'half of a cert');
  await vi.waitFor(() => expect(heard.refused).toHaveBeenCalled(), { timeout: 30_000 });
  expect((await shakeHands(port)).name).toBe('one.ward.test');
  put(files, 'two');
  await vi.waitFor(() => expect(heard.renewed).toHaveBeenCalledOnce(), { timeout: 30_000 });
  expect((await shakeHands(port)).name).toBe('two.ward.test');
});

it('refuses a key of another certificate, one that everybody can read, one that has ended, and none', () => {
  const now = new Date('2026-11-23T00:00:00Z');
  const other = { ...place('one'), key: place('two').key };
  expect(() => readCertificate(other, now)).toThrow(/is not the key of/);
  const open = place('one');
  chmodSync(open.key, 0o644);
  expect(() => readCertificate(open, now)).toThrow(/can be read by everybody/);
  expect(() => readCertificate(place('one'), new Date('2200-01-01T00:00:00Z'))).toThrow(/ended on 2126-/);
  expect(() => readCertificate({ ...open, certificate: '/nowhere.pem' }, now)).toThrow(BadCertificate);
  expect(readCertificate(place('one'), now).ends.getUTCFullYear()).toBeGreaterThan(2100);
});

it('leads who comes without TLS to the page with it, and nowhere else; what carries data is refused', async () => {
  const port = await listen(redirectListener('https://ward.example'));
  const ask = (method: string, target: string) => new Promise<{ status: number | undefined; location: string | undefined }>((resolve, reject) => {
    http.request({ port, host: '127.0.0.1', method, path: target, headers: { host: 'evil.example' } }, (answer) => { answer.resume(); resolve({ status: answer.statusCode, location: answer.headers.location }); }).on('error', reject).end();
  });
  expect(await ask('GET', '/patients?q=1')).toEqual({ status: 308, location: 'https://ward.example/patients?q=1' });
  for (const target of ['//evil.example/', 'http://evil.example/']) expect((await ask('GET', target)).location).toMatch(/^https:\/\/ward\.example\//);
  expect((await ask('POST', '/api/session')).status).toBe(403);
});

it('ends a connection whose request never comes to its end', async () => {
  const server = listenerOf(undefined, (_request, response) => response.end('well'));
  expect([server.headersTimeout, server.requestTimeout]).toEqual([20_000, 300_000]);
  server.headersTimeout = 50;
  const port = await listen(server);
  const answer = await new Promise<string>((resolve) => {
    let said = '';
    const socket = net.connect(port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nHost: x\r\nX-Slow: '));
    socket.on('data', (part) => { said += String(part); }).on('error', () => {}).on('close', () => resolve(said));
  });
  expect(answer).toMatch(/^HTTP\/1\.1 408/);
});
