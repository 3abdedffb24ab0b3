import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { Client as Connected } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBackup, folderStore, restoreBackup } from '@openward/platform/backup';
import { openDatabase } from '@openward/platform/db';
import { patientsContract } from '@openward/patients/contract';
import { routes as patients } from '@openward/patients/mount';
import { type Client, openHospital, type TestHospital, whereIs } from '@openward/platform/testing';
import { complianceContract as contract, type ErasurePreview } from '../../contract/index.ts';
import { compareErasures, openErasures, routes } from '../mount.ts';

let hospital: TestHospital;
let officer: Client;
let other: Client;
let clerk: Client;
let identity: string;
const folder = mkdtempSync(path.join(tmpdir(), 'openward-erasures-'));
const names: string[] = [];
const closing: (() => Promise<void>)[] = [];

beforeAll(async () => {
  hospital = await openHospital({ patients, compliance: routes });
  [officer, other, clerk] = await Promise.all([hospital.signIn('compliance'), hospital.signIn('compliance'), hospital.signIn('front-desk')]);
  identity = await generateX25519Identity();
});
afterAll(async () => {
  for (const close of closing) await close();
  const client = new Connected({ ...hospital.superuser, database: 'postgres' });
  await client.connect();
  for (const name of names) await client.query(`drop database if exists ${name} with (force)`);
  await client.end();
  await hospital.close();
  rmSync(folder, { recursive: true });
});

async function register(word: string): Promise<string> {
  const answer = await clerk.call(patientsContract.register, { names: [{ family: `${word}name` }], sex: 'female', telecoms: [{ system: 'email', value: `${word}@example.org` }] });
  expect(answer.status, answer.text).toBe(201);
  return answer.body['id'];
}
async function erase(patient_id: string, categories: string[]): Promise<string> {
  const { request } = (await officer.call(contract.addRightsRequest, { patient_id, kind: 'erasure', received_on: '2026-01-31', asked_by: 'The patient', identity_proof: 'Passport' })).body;
  const { erasures } = (await officer.call(contract.askErasure, { request_id: request.id, categories })).body as ErasurePreview;
  const erased = await other.call(contract.decideErasure, { request_id: request.id, erasure_id: erasures[0]!.id, decision: 'done', note: 'Looked at' });
  expect(erased.status, erased.text).toBe(200);
  return erasures[0]!.id;
}

/** The hospital as of a backup of now, in a database of its own, when it is asked for. */
async function backedUp() {
  const { file } = await createBackup(hospital.superuser, { folder, recipients: [await identityToRecipient(identity)], version: '0.1.0', now: new Date() });
  return async () => {
    const name = `restored_${randomBytes(6).toString('hex')}`;
    names.push(name);
    const client = new Connected({ ...hospital.superuser, database: 'postgres' });
    await client.connect();
    await client.query(`create database ${name} owner ${hospital.owner.user}`);
    await client.end();
    const maintenance = { ...hospital.superuser, database: name };
    await restoreBackup({ owner: { ...hospital.owner, database: name }, maintenance }, { file: path.join(folder, file), identity });
    const database = openDatabase({ ...hospital.app, database: name }, { connections: 4 });
    const looking = new Connected(maintenance);
    await looking.connect();
    closing.push(() => database.close(), () => looking.end());
    const asSuperuser = async <Row>(text: string, values: unknown[] = []) => (await looking.query(text, values)).rows as Row[];
    return { database, asSuperuser };
  };
}
const notes = () => readdirSync(folder).filter((name) => name.startsWith('openward-erasure-'));

test('a backup of before an erasure is restored without what was erased; what was told since stays erased once', async () => {
  const [ada, ben, cleo] = [await register('zqada'), await register('zqben'), await register('zqcleo')];
  const restore = await backedUp();
  openErasures([folderStore(folder)]);
  const partly = await erase(ada, ['contact']);
  const whole = await erase(ben, ['contact', 'clinical', 'accounts', 'identity']);
  const late = await register('zqlate');
  const unknown = await erase(late, ['contact']);
  expect(await compareErasures(hospital.database)).toEqual({ again: 0, strange: 0 });
  expect(notes()).toEqual([partly, whole, unknown].map((id) => `openward-erasure-${id}.json`).toSorted());
  for (const name of notes()) expect(readFileSync(path.join(folder, name), 'utf8')).not.toMatch(/zq|example/);

  const restored = await restore();
  for (const word of ['zqada@', 'zqben@', 'zqbenname', 'zqcleo@']) expect(await whereIs(restored as never, word), word).not.toEqual([]);
  expect(await compareErasures(restored.database)).toEqual({ again: 2, strange: 0 });
  for (const word of ['zqada@', 'zqben@', 'zqbenname', 'zqbe', 'ZQBEN']) expect(await whereIs(restored as never, word), word).toEqual([]);
  for (const word of ['zqadaname', 'zqcleo@', 'zqcleoname']) expect(await whereIs(restored as never, word), word).not.toEqual([]);
  expect(await restored.asSuperuser('select body->>$2 as telecom from records.resource where id = $1', [ada, 'telecom'])).toEqual([{ telecom: null }]);
  expect(await restored.asSuperuser(`select patient_id::text from audit.event where name = 'compliance.erasure.again' order by 1`)).toEqual([ada, ben].toSorted().map((patient_id) => ({ patient_id })));
  // Whoever is a patient again is not erased again.
  await restored.asSuperuser(`insert into patients.telecom (patient_id, position, system, value) values ($1, 0, 'email', 'zqadanew@example.org')`, [ada]);
  expect(await compareErasures(restored.database)).toEqual({ again: 0, strange: 0 });
  expect(await whereIs(restored as never, 'zqadanew')).toEqual(['patients.telecom']);
  expect(cleo).not.toBe(ada);
});

test('two servers that start at once erase again once', async () => {
  const id = await register('zqtwice');
  const restore = await backedUp();
  openErasures([folderStore(folder)]);
  await erase(id, ['contact']);
  await compareErasures(hospital.database);
  const restored = await restore();
  const counts = await Promise.all([compareErasures(restored.database), compareErasures(restored.database), compareErasures(restored.database)]);
  expect(counts.reduce((sum, { again }) => sum + again, 0)).toBe(1);
  expect(await whereIs(restored as never, 'zqtwice@')).toEqual([]);
});

test('a note that somebody else wrote, or changed, erases nobody', async () => {
  const id = await register('zqsafe');
  const place = mkdtempSync(path.join(tmpdir(), 'openward-strange-'));
  openErasures([folderStore(place)]);
  const erasure_id = '01a20b2f-58c0-7a48-917f-1e64b1a0d365';
  const note = { erasure_id, record_ids: [id], categories: ['contact'], erased_at: '2026-01-01T00:00:00.000Z' };
  writeFileSync(path.join(place, `openward-erasure-${erasure_id}.json`), JSON.stringify({ ...note, seal: randomBytes(32).toString('base64') }));
  expect(await compareErasures(hospital.database)).toMatchObject({ again: 0, strange: 1 });
  // One of ours, for somebody else.
  const [ours] = readdirSync(place).filter((name) => !name.includes(erasure_id));
  const genuine = JSON.parse(readFileSync(path.join(place, ours!), 'utf8')) as { seal: string };
  writeFileSync(path.join(place, `openward-erasure-${erasure_id}.json`), JSON.stringify({ ...genuine, ...note }));
  expect(await compareErasures(hospital.database)).toMatchObject({ again: 0, strange: 1 });
  expect(await whereIs(hospital, 'zqsafe@')).not.toEqual([]);
  const asStaff = hospital.database.transaction({ scope: 'staff', actor: officer.account_id, clearance: ['rights'] }, async (tx) => {
    const { sql } = await import('kysely');
    return sql`select compliance.erase_again(gen_random_uuid(), array[${id}::uuid], array['contact'], now())`.execute(tx);
  });
  await expect(asStaff).rejects.toMatchObject({ code: '42501' });
  rmSync(place, { recursive: true });
});
