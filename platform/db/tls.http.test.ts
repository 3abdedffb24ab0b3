import { chownSync, copyFileSync, chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkExternal, openDatabase, readConnection } from './index.ts';
import { openEmbedded, type EmbeddedDatabase } from './embedded/index.ts';

const fixture = (name: string) => path.join(import.meta.dirname, '../http/tls/fixtures', name);
const password = 'four quiet paper lamps';
let folder: string;
let embedded: EmbeddedDatabase;
let port: number;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port: free } = server.address() as AddressInfo;
  await new Promise((resolve) => { server.close(resolve); });
  return free;
}

// A PostgreSQL that is reached over the network, takes nobody without TLS, and has the certificate `one` (localhost, 127.0.0.1).
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'openward-tls-'));
  chmodSync(folder, 0o755);
  const data = path.join(folder, 'data');
  embedded = await openEmbedded({ folder: data, purpose: 'serve', name: 'tls', durable: false });
  port = await freePort();
  const { database } = embedded.owner;
  await asSuperuser(`create role dba login password '${password}' in role ${embedded.owner.user}`);
  const { uid, gid } = statSync(path.join(data, 'database'));
  const owned = (name: string) => {
    const file = path.join(data, 'database', name);
    chownSync(file, uid, gid);
    chmodSync(file, 0o600);
    return file;
  };
  copyFileSync(fixture('one.pem'), path.join(data, 'database', 'tls.pem'));
  copyFileSync(fixture('one.key.pem'), path.join(data, 'database', 'tls.key'));
  writeFileSync(path.join(data, 'database', 'tls_hba.conf'), `local all all scram-sha-256\nhostssl ${database} dba 127.0.0.0/8 scram-sha-256\n`);
  for (const [name, value] of [['ssl', 'on'], ['ssl_cert_file', owned('tls.pem')], ['ssl_key_file', owned('tls.key')], ['hba_file', owned('tls_hba.conf')], ['listen_addresses', '127.0.0.1,127.0.0.2'], ['port', String(port)]]) {
    await asSuperuser(`alter system set ${name} = '${value}'`);
  }
  // Addresses and ports are read when it starts: it is started again as any administrator would, by its own means.
  await embedded.close();
  embedded = await openEmbedded({ folder: data, purpose: 'serve', name: 'tls', durable: false });
});
afterAll(async () => {
  await embedded.close();
  rmSync(folder, { recursive: true, force: true });
});

async function asSuperuser(text: string): Promise<void> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ ...embedded.superuser, database: embedded.owner.database });
  await client.connect();
  await client.query(text);
  await client.end();
}

const url = (query: string, host = '127.0.0.1') => `postgres://dba:${encodeURIComponent(password)}@${host}:${port}/${embedded.owner.database}${query}`;
const trusted = (name: string) => `sslmode=verify-full&sslrootcert=${encodeURIComponent(fixture(name))}`;

test('what goes to PostgreSQL is encrypted, once its certificate is that of an authority that is trusted', async () => {
  const connection = readConnection(url(`?${trusted('one.pem')}`));
  await checkExternal(connection);
  const database = openDatabase(connection, { connections: 2 });
  try {
    const client = await database.dedicated();
    const { rows } = await client.query<{ ssl: boolean; version: string }>('select ssl, version from pg_stat_ssl where pid = pg_backend_pid()');
    expect(rows[0]).toMatchObject({ ssl: true, version: expect.stringMatching(/^TLSv1\.[23]$/) as string });
    await client.end();
  } finally {
    await database.close();
  }
});

test.each([
  ['another authority', () => url(`?${trusted('two.pem')}`), 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ['no authority that this machine knows', () => url('?sslmode=verify-full'), 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ['a host that the certificate does not name', () => url(`?${trusted('one.pem')}`, '127.0.0.2'), 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ['no TLS', () => url('?sslmode=disable'), '28000'],
])('%s is refused before anything is asked, in one line', async (_what, address, code) => {
  await expect(checkExternal(readConnection(address()))).rejects.toMatchObject({
    code: 'database.unreachable', cause: { code }, message: expect.not.stringContaining(password) as string,
  });
});
