import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Tx } from '../../db/index.ts';
import { testDatabase, type TestDatabase } from '@openward/platform/testing';
import { writeEvent } from '../index.ts';
import { readUnsealed } from './seal.ts';
import { isConsistent, openCheckpoint, proveConsistency, proveInclusion, readLogStatus, readVerifierKey, rootByInclusion, sealedColumns, sealEvents, tellWitnesses, verifierKeyOf, verifyLog, witnessOf, type Finding, type Signer } from './index.ts';

const signer: Signer = { origin: 'openward/test/audit', key: generateKeyPairSync('ed25519').privateKey };
const key = readVerifierKey(verifierKeyOf(signer))!;

let testing: TestDatabase;
beforeAll(async () => {
  testing = await testDatabase();
});
afterAll(() => testing.close());

const write = (count: number, name = 'patients.patient.read') => testing.database.transaction({ scope: 'system' }, async (tx) => {
  for (let at = 0; at < count; at += 1) await writeEvent(tx, { name, outcome: 'success', actor_name: 'ann', detail: { at, text: 'Grüße "x"' } });
});

/** Seals all there is, with a checkpoint of its own. */
async function sealAll(): Promise<void> {
  await testing.asSuperuser(`alter table audit.checkpoint disable trigger all`);
  await testing.asSuperuser(`update audit.checkpoint set at = at - interval '2 seconds'`);
  await testing.asSuperuser(`alter table audit.checkpoint enable trigger all`);
  while ((await sealEvents(testing.database, signer))?.more === true);
}

const verify = async (witnessed: { source: string; text: string }[] = [], grace_s = 0): Promise<Finding[]> => (await verifyLog(testing.owner, { key, witnessed, grace_s })).findings;

/** Does what only who owns the database can, with no trigger in the way, and takes it back after `look`. */
async function tampered<T>(statements: readonly string[], look: () => Promise<T>, undo: readonly string[]): Promise<T> {
  const client = new pg.Client(testing.superuser);
  await client.connect();
  try {
    await client.query('set session_replication_role = replica');
    for (const each of statements) await client.query(each);
    return await look();
  } finally {
    for (const each of undo) await client.query(each);
    await client.end();
  }
}

beforeEach(async () => {
  await write(5);
  await sealAll();
});

it('seals every column that the table of events has', async () => {
  const columns = await testing.asSuperuser<{ name: string }>(`select attname as name from pg_attribute where attrelid = 'audit.event'::regclass and attnum > 0 and not attisdropped order by 1`);
  expect(columns.map(({ name }) => name)).toEqual([...sealedColumns, 'xid'].toSorted());
});

/** How many rows of the log this connection has read, by index or one after the other. */
async function rowsRead(tx: Tx): Promise<number> {
  const { rows } = await sql<{ read: number }>`select sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int as read from pg_stat_xact_user_tables where schemaname = 'audit'`.execute(tx);
  return rows[0]!.read;
}

it('reads what is new and little else, however long the log is, and whatever is known of it', async () => {
  await testing.asSuperuser(`insert into audit.event (name, outcome, actor_name, purpose, detail) select 'test.bulk.write', 'success', 'ann', 'TREAT', '{}' from generate_series(1, 20000)`);
  await sealAll();
  await write(3);
  const [state] = await testing.asSuperuser<{ xmax: string; xips: string[]; since: string }>(
    `select pg_snapshot_xmax(snapshot)::text as xmax, array(select pg_snapshot_xip(snapshot)::text) as xips, since::text as since from platform.audit_sealer`);
  // Six times, since the plan of a statement that comes again is made for any values.
  for (let turn = 0; turn < 7; turn += 1) {
    const read = await testing.database.transaction({ scope: 'system' }, async (tx) => {
      const before = await rowsRead(tx);
      expect(await readUnsealed(tx, state!)).toHaveLength(3);
      return (await rowsRead(tx)) - before;
    }, { isolation: 'repeatable read' });
    expect(read).toBeLessThan(100);
  }
});

it('verifies what nobody has touched, whatever was written', async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.record({ actor_name: fc.option(fc.string()), detail: fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean())) }), { minLength: 1, maxLength: 8 }), async (events) => {
    await testing.database.transaction({ scope: 'system' }, async (tx) => {
      for (const { actor_name, detail } of events) {
        const plain = JSON.parse(JSON.stringify({ actor_name, detail }).replaceAll('\\u0000', '')) as { actor_name: string | null; detail: Record<string, unknown> };
        await writeEvent(tx, { name: 'test.any.thing', outcome: 'success', actor_name: plain.actor_name?.toWellFormed() ?? null, detail: JSON.parse(JSON.stringify(plain.detail).toWellFormed()) as Record<string, unknown> });
      }
    });
    await sealAll();
    expect(await verify()).toEqual([]);
  }), { numRuns: 15 });
});

it('a long transaction stalls nobody, and its event is sealed when it ends', async () => {
  const slow = new pg.Client(testing.superuser);
  await slow.connect();
  await slow.query('begin');
  await slow.query(`insert into audit.event (name, outcome, actor_name) values ('test.slow.act', 'success', 'slow')`);
  await write(3);
  const before = (await sealEvents(testing.database, signer))!;
  expect(before.added).toBe(3);
  expect(await verify()).toEqual([]);
  await write(2);
  expect((await sealEvents(testing.database, signer))!.added).toBe(2);
  await slow.query('commit');
  await slow.end();
  expect((await sealEvents(testing.database, signer))!.added).toBe(1);
  await sealAll();
  const [{ unsealed } = { unsealed: -1 }] = await testing.asSuperuser<{ unsealed: number }>(`select count(*)::int as unsealed from audit.event e where not exists (select from audit.leaf l where l.event_id = e.id)`);
  expect(unsealed).toBe(0);
  expect(await verify()).toEqual([]);
});

it('of two that seal at once one does, and nothing is sealed twice', async () => {
  await write(200);
  const all = await Promise.all(Array.from({ length: 6 }, async () => sealEvents(testing.database, signer).catch(() => null)));
  const done = all.filter((each) => each !== null);
  expect(done.reduce((sum, each) => sum + each.added, 0)).toBe(200);
  await sealAll();
  expect(await verify()).toEqual([]);
});

it.each([
  ['a changed name', `actor_name = 'bob'`], ['another patient', `patient_id = uuidv7(), shown = null`], ['another outcome', `outcome = 'denied'`], ['one letter of a detail', `detail = detail || '{"at":99}'`],
])('finds and names an event that the owner altered: %s', async (_what, set) => {
  const [event] = await testing.asSuperuser<{ id: string }>(`select event_id as id from audit.leaf order by index offset 2 limit 1`);
  const id = event!.id;
  const found = await tampered(
    [`create temp table kept as select * from audit.event where id = '${id}'`, `update audit.event set ${set} where id = '${id}'`], () => verify(),
    [`delete from audit.event where id = '${id}'`, `insert into audit.event select * from kept`],
  );
  expect(found).toEqual([expect.objectContaining({ what: 'altered', event: id, index: 2 })]);
  expect(await verify()).toEqual([]);
});

it('finds and names one that was deleted, one that was back-dated, and one that was put in', async () => {
  const [event] = await testing.asSuperuser<{ id: string }>(`select event_id as id from audit.leaf order by index offset 3 limit 1`);
  const id = event!.id;
  const keep = `create temp table kept as select * from audit.event where id = '${id}'`;
  const back = [`delete from audit.event where id = '${id}'`, `insert into audit.event select * from kept`];
  expect(await tampered([keep, `delete from audit.event where id = '${id}'`], () => verify(), back)).toEqual([expect.objectContaining({ what: 'deleted', event: id, index: 3 })]);
  expect(await tampered([keep, `update audit.event set at = at - interval '1 day' where id = '${id}'`], () => verify(), back)).toEqual([expect.objectContaining({ what: 'back-dated', event: id, index: 3 })]);
  // Put in with a transaction that the sealer takes for one of long ago.
  const put = '01900000-0000-7000-8000-000000000001';
  const found = await tampered([`insert into audit.event (id, at, name, outcome, xid) values ('${put}', now() - interval '3 days', 'test.put.in', 'success', '3')`], () => verify(), [`delete from audit.event where id = '${put}'`]);
  expect(found).toEqual([expect.objectContaining({ what: 'inserted', event: put })]);
  expect(await verify()).toEqual([]);
});

it('an event that is put in as older than what was signed before it is sealed, and named', async () => {
  const put = '01900000-0000-7000-8000-000000000002';
  await testing.asSuperuser(`insert into audit.event (id, at, name, outcome) values ('${put}', now() - interval '2 days', 'test.put.in', 'success')`);
  await sealAll();
  const [leaf] = await testing.asSuperuser<{ index: string }>(`select index::text as index from audit.leaf where event_id = '${put}'`);
  expect(await verify()).toEqual([expect.objectContaining({ what: 'put-in-later', event: put, index: Number(leaf!.index) })]);
  await reopen();
});

/** A new log in a new database: what a test broke for good is not carried on. */
async function reopen(): Promise<void> {
  await testing.close();
  testing = await testDatabase();
}

it('who alters an event and its leaf is found by what was signed; who signs anew, by the witness', async () => {
  await write(300);
  await sealAll();
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'openward-witness-')), 'checkpoints');
  await tellWitnesses(testing.database, [witnessOf(file)]);
  const witnessed = [{ source: file, text: readFileSync(file, 'utf8') }];
  expect(await verify(witnessed)).toEqual([]);
  // The owner of the database makes the whole log anew around an altered event, as the sealer would.
  const client = new pg.Client(testing.superuser);
  await client.connect();
  await client.query('set session_replication_role = replica');
  await client.query(`update audit.event set actor_name = 'bob' where id = (select event_id from audit.leaf where index = 4)`);
  const kept = await client.query<{ size: string; root: Buffer; note: string }>('select size::text as size, root, note from audit.checkpoint c order by c.size');
  await client.query('truncate audit.leaf, audit.node, audit.checkpoint');
  await client.query(`update platform.audit_sealer set size = 0, snapshot = '1:1:', since = '-infinity'`);
  await client.end();
  const forger: Signer = { origin: signer.origin, key: generateKeyPairSync('ed25519').privateKey };
  await sealEvents(testing.database, forger);
  expect(await verify()).toEqual(expect.arrayContaining([expect.objectContaining({ what: 'checkpoint-broken' })]));
  // With the stolen key everything in the database agrees with itself; the witness knows better.
  await testing.asSuperuser('alter table audit.checkpoint disable trigger all');
  await testing.asSuperuser('truncate audit.checkpoint');
  await testing.asSuperuser('alter table audit.checkpoint enable trigger all');
  await sealEvents(testing.database, signer);
  expect(await verify()).toEqual([]);
  expect(await verify(witnessed)).toEqual([expect.objectContaining({ what: 'rewritten', until: Number(kept.rows.at(-1)!.size), source: file })]);
  await reopen();
});

it('a log that was cut off at its end is found by the witness', async () => {
  await write(20);
  await sealAll();
  const [text] = await testing.asSuperuser<{ note: string }>('select note from audit.checkpoint c order by c.size desc limit 1');
  const client = new pg.Client(testing.superuser);
  await client.connect();
  await client.query('set session_replication_role = replica');
  const [{ size }] = (await client.query<{ size: number }>(`select max(size)::int as size from audit.checkpoint`)).rows as [{ size: number }];
  await client.query(`delete from audit.event where id in (select event_id from audit.leaf where index >= ${size - 4})`);
  await client.query(`delete from audit.leaf where index >= ${size - 4}`);
  await client.query(`delete from audit.checkpoint where size > ${size - 4}`);
  await client.end();
  expect(await verify()).toEqual([]);
  expect(await verify([{ source: 'the file', text: text!.note }])).toEqual([expect.objectContaining({ what: 'cut-off', size, there: size - 4 })]);
  await reopen();
});

it('proves an event, and that the log only grew, to somebody who has the key alone', async () => {
  await write(700);
  await sealAll();
  await write(900);
  await sealAll();
  const checkpoints = await testing.asSuperuser<{ size: string; note: string }>('select size::text as size, note from audit.checkpoint c order by c.size');
  const leaves = await testing.asSuperuser<{ id: string }>('select event_id as id from audit.leaf order by index');
  await testing.database.transaction({ scope: 'system' }, async (tx) => {
    for (const at of [0, 4, 255, 256, 600, leaves.length - 1]) {
      const proof = (await proveInclusion(tx, leaves[at]!.id))!;
      const checkpoint = openCheckpoint(proof.note, key)!;
      expect(checkpoint.size).toBe(proof.size);
      expect(rootByInclusion(proof.leaf, proof.index, proof.size, proof.path)).toEqual(checkpoint.root);
    }
    for (const [at, later] of checkpoints.slice(1).entries()) {
      const before = openCheckpoint(checkpoints[at]!.note, key)!;
      const after = openCheckpoint(later.note, key)!;
      expect(isConsistent(before, after, (await proveConsistency(tx, before.size, after.size))!)).toBe(true);
    }
  });
});

it('says how it stands, and what a witness did not take', async () => {
  await write(1);
  const late = await testing.database.transaction({ scope: 'system' }, readLogStatus);
  expect(late).toMatchObject({ unsealed: 1 });
  await sealAll();
  const answers: string[] = [];
  let status = 500;
  const server = createServer((request, answer) => {
    request.setEncoding('utf8').on('data', (text: string) => answers.push(text)).on('end', () => answer.writeHead(status).end());
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => { server.once('listening', resolve); });
  const witness = witnessOf(`http://127.0.0.1:${(server.address() as AddressInfo).port}/keep?token=secret`);
  expect(witness.name).not.toContain('secret');
  await tellWitnesses(testing.database, [witness]);
  expect((await testing.database.transaction({ scope: 'system' }, readLogStatus)).witnesses.find(({ name }) => name === witness.name)).toMatchObject({ size: 0, fault: 'HTTP_500' });
  status = 204;
  await tellWitnesses(testing.database, [witness]);
  await tellWitnesses(testing.database, [witness]);
  const now = await testing.database.transaction({ scope: 'system' }, readLogStatus);
  expect(now).toMatchObject({ unsealed: 0 });
  expect(now.witnesses.find(({ name }) => name === witness.name)).toMatchObject({ size: now.checkpoint!.size, fault: null });
  expect(answers).toHaveLength(2);
  expect(openCheckpoint(answers[1]!, key)).not.toBeNull();
  server.close();
});

it('the application can neither change nor remove what is sealed', async () => {
  const client = new pg.Client(testing.app);
  await client.connect();
  for (const statement of [`update audit.leaf set index = index + 1`, `delete from audit.leaf`, `truncate audit.leaf`, `delete from audit.checkpoint`, `update audit.node set index = 1`]) {
    await expect(client.query(statement)).rejects.toMatchObject({ code: '42501' });
  }
  await client.end();
  await expect(testing.asSuperuser('delete from audit.leaf')).rejects.toMatchObject({ constraint: 'audit_log_stays' });
});
