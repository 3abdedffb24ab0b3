import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '@openward/platform/testing';
import { copyOut } from '../../db/copy-out.ts';
import { canonical, readVerifierKey, sealedColumns, sealEvents, type Signer, verifierKeyOf, verifyLog } from './index.ts';
import { EventWriter, sentColumns } from './written-anew.ts';

let testing: TestDatabase;
let client: pg.Client;
beforeAll(async () => {
  testing = await testDatabase();
  client = new pg.Client(testing.superuser);
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await testing.close();
});

const head_bytes = 19;

/** An event as it is written here, null where it is left to PostgreSQL; and as PostgreSQL writes it. */
async function bothOf(values: Partial<Record<(typeof sealedColumns)[number], unknown>>): Promise<{ here: string | null; there: string; at_ms: number; ms: number }> {
  const names = Object.keys(values);
  await client.query('begin');
  try {
    await client.query(`insert into audit.event (${names.join(', ')}) values (${names.map((_, at) => `$${at + 1}`).join(', ')})`, Object.values(values));
    const { rows: [row] } = await client.query<{ entry: string; ms: number }>(`select ${canonical} as entry, (extract(epoch from e.at) * 1000)::float8 as ms from audit.event e`);
    const pieces: Buffer[] = [];
    for await (const piece of client.query(copyOut(`copy (select ${sentColumns} from audit.event e) to stdout (format binary)`)) as AsyncIterable<Buffer>) pieces.push(Buffer.from(piece));
    const sent = Buffer.concat(pieces);
    const writer = new EventWriter();
    const here = writer.write(sent, head_bytes + 2, sent.length - 2) ? writer.hashed.toString('utf8', 1) : null;
    return { here, there: row!.entry, at_ms: writer.at_ms, ms: row!.ms };
  } finally {
    await client.query('rollback');
  }
}

const text = fc.string({ unit: fc.oneof(fc.constantFrom('"', '\\', '\n', '\u0001', '\u007f', 'é', 'ع', '😀', ', ', '", "', ']'), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 })), maxLength: 12 })
  .map((each) => each.replaceAll('\0', '').toWellFormed());
const maybe = <T>(each: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(each);
const event = fc.record({
  id: fc.uuid(), at: fc.date({ min: new Date('1715-01-01T00:00:00Z'), max: new Date('2285-01-01T00:00:00Z'), noInvalidDate: true }).chain((date) => fc.integer({ min: 0, max: 999 }).map((us) => date.toISOString().replace('Z', `${String(us).padStart(3, '0')}Z`))),
  name: fc.constantFrom('patients.patient.read', 'a.b'), outcome: fc.constantFrom('success', 'denied', 'failure'),
  actor_id: maybe(fc.uuid()), actor_name: maybe(text), actor_roles: fc.array(maybe(text), { maxLength: 3 }), session_id: maybe(fc.uuid()), token_id: maybe(fc.uuid()),
  subject_account_id: maybe(fc.uuid()), shown: maybe(fc.array(fc.uuid(), { maxLength: 40 })), purpose: text, address: maybe(text), device: maybe(text), request_id: maybe(fc.uuid()),
  detail: fc.dictionary(text, fc.oneof(text, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(null), fc.array(text, { maxLength: 3 })), { maxKeys: 4 }).map((each) => JSON.stringify(each)),
});

it('writes what PostgreSQL writes, or leaves it to it: where a text has what JSON escapes, and nowhere else', async () => {
  await fc.assert(fc.asyncProperty(event, async (values) => {
    const { here, there, at_ms, ms } = await bothOf(values);
    // eslint-disable-next-line no-control-regex
    const escapes = [values.actor_name, ...values.actor_roles, values.purpose, values.address, values.device].some((each) => /["\\\u0000-\u001f]/.test(each ?? ''));
    expect(here).toBe(escapes ? null : there);
    if (here !== null) expect(at_ms).toBeCloseTo(ms, 2);
  }), { numRuns: 300 });
});

const most_us = Number.MAX_SAFE_INTEGER;
const at_us = (us: number): string => {
  const ms = Math.floor(us / 1000);
  return new Date(Date.UTC(2000, 0, 1) + ms).toISOString().replace('Z', `${String(us - ms * 1000).padStart(3, '0')}Z`);
};

it.each([
  ['no time', { at: 'infinity' }, false], ['a year of five digits', { at: '10000-01-01T00:00:00Z' }, false], ['a year before the first', { at: '0001-12-31 23:59:59 BC' }, false],
  ['centuries ago', { at: at_us(-most_us - 1) }, false], ['as long ago as can be', { at: at_us(-most_us) }, true], ['as far away as can be', { at: at_us(most_us) }, true], ['farther', { at: at_us(most_us + 1) }, false], ['before 2000, by a microsecond', { at: '1999-12-31T23:59:59.999999Z' }, true],
  ['an array in an array', { actor_roles: [['a', 'b'], ['c', 'd']] }, false], ['an array that begins elsewhere', { actor_roles: '[5:6]={a,b}' }, true], ['more than a piece', { device: 'x'.repeat(300_000) }, true],
])('%s', async (_what, values, isWritten) => {
  const { here, there } = await bothOf({ name: 'a.b', outcome: 'success', ...values });
  expect(here).toBe(isWritten ? there : null);
});

it('an event whose texts were moved among its columns, so that unescaped it would read as before, is found', async () => {
  const signer: Signer = { origin: 'openward/test/moved', key: generateKeyPairSync('ed25519').privateKey };
  await client.query(`insert into audit.event (name, outcome, actor_name, purpose, address, device) values ('a.b', 'success', 'ann', 'TREAT", "10.1.1.1', 'x', 'y'), ('a.b', 'success', 'ann', 'TREAT', '10.1.1.1', 'phone')`);
  while ((await sealEvents(testing.database, signer))?.more === true);
  const key = readVerifierKey(verifierKeyOf(signer))!;
  expect((await verifyLog(testing.owner, { key })).findings).toEqual([]);
  await client.query(`set session_replication_role = replica`);
  const { rows: [altered] } = await client.query<{ id: string }>(`update audit.event set purpose = 'TREAT", "10.1.1.1', address = 'phone' where device = 'phone' returning id`);
  expect((await verifyLog(testing.owner, { key })).findings).toEqual([expect.objectContaining({ what: 'altered', event: altered!.id })]);
});

it('a hole in the tree of a whole tile of leaves is told', async () => {
  const signer: Signer = { origin: 'openward/test/hole', key: generateKeyPairSync('ed25519').privateKey };
  await client.query('truncate audit.event, audit.leaf, audit.node, audit.checkpoint');
  await client.query(`update platform.audit_sealer set size = 0, snapshot = '1:1:'`);
  await client.query(`insert into audit.event (name, outcome, at) select 'a.b', 'success', now() - make_interval(secs => n / 1000.0) from generate_series(1, 1000) n`);
  while ((await sealEvents(testing.database, signer))?.more === true);
  const key = readVerifierKey(verifierKeyOf(signer))!;
  expect((await verifyLog(testing.owner, { key })).findings).toEqual([]);
  await client.query('delete from audit.leaf where index >= 256 and index < 512');
  const { findings } = await verifyLog(testing.owner, { key });
  expect(findings.filter(({ what }) => what === 'leaf-missing')).toHaveLength(256);
  expect(findings).toContainEqual(expect.objectContaining({ what: 'rewritten' }));
});
