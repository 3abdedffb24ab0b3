import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { routes as patientRoutes } from '@openward/patients/mount';
import { patientsContract } from '@openward/patients/contract';
import { records } from '@openward/records/api';
import { routes as visitRoutes } from '@openward/visits/mount';
import { visitsContract } from '@openward/visits/contract';
import { type Client, openHospital, type TestHospital } from '@openward/platform/testing';
import { complianceContract as contract, type DowntimeSnapshot } from '../../contract/index.ts';
import type { DowntimeContent } from '../../rules/downtime/content.ts';
import { openDowntime, routes } from '../mount.ts';
import { keepDowntime } from './snapshot.ts';

const passphrase = 'four quiet paper lamps';
let hospital: TestHospital;
let administrator: Client;
let folder: string;

beforeAll(async () => {
  hospital = await openHospital({ ...patientRoutes, ...visitRoutes, ...routes });
  administrator = await hospital.signIn('administrator');
  folder = await mkdtemp(path.join(tmpdir(), 'openward-downtime-'));
  openDowntime(path.join(folder, 'wards'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await hospital.close();
});

const snapshots = async (): Promise<DowntimeSnapshot[]> => (await administrator.call(contract.downtime, {})).body['snapshots'] as DowntimeSnapshot[];
const makeOne = async (): Promise<DowntimeSnapshot> => {
  expect((await administrator.call(contract.makeDowntime, {})).status).toBe(200);
  await keepDowntime(hospital.database);
  return (await snapshots())[0]!;
};

/** Opens a file as a browser does: by the script that is in it, with what a browser has. Null where it says that it does not open. */
async function opened(page: string, given: string): Promise<DowntimeContent | null> {
  const block = (id: string) => new RegExp(`<script type="[a-z/]+" id="${id}">(.*?)</script>`, 's').exec(page)?.[1] ?? '';
  const script = page.slice(page.lastIndexOf('<script>') + 8, page.lastIndexOf('</script>'));
  const elements: Record<string, { textContent: string; value?: string; dataset: object; select: () => void; addEventListener: (name: string, fn: (event: object) => Promise<void>) => void }> = {};
  let submitted: (event: object) => Promise<void> = async () => {};
  for (const id of ['facts', 'sealed', 'age', 'said', 'passphrase', 'open']) {
    elements[id] = { textContent: block(id), value: given, dataset: {}, select: () => {}, addEventListener: (_name, fn) => { submitted = fn; } };
  }
  let content: DowntimeContent | null = null;
  runInNewContext(script.replace('function draw(content) {', 'function draw(content) { return drawn(content);'), {
    document: { getElementById: (id: string) => elements[id] }, setInterval: () => 0, atob, crypto, TextEncoder, Uint8Array, Blob, Response, DecompressionStream, JSON, Date, Math, String,
    drawn: (told: DowntimeContent) => { content = JSON.parse(JSON.stringify(told)) as DowntimeContent; },
  });
  await submitted({ preventDefault: () => {} });
  return content;
}

async function admit(family: string, restricted = false): Promise<string> {
  const clerk = await hospital.signIn('front-desk');
  const { id } = (await clerk.call(patientsContract.register, { names: [{ use: 'official', family, given: ['Ada'] }], sex: 'female', birth_date: '1980-02-03' })).body as { id: string };
  expect((await clerk.call(visitsContract.open, { patient_id: id, class: 'outpatient' })).status).toBe(201);
  const kept = (resource: object) => ({ json: JSON.stringify({ id: randomUUID(), ...resource }), source: 'test' });
  const subject = { reference: `Patient/${id}` };
  await hospital.database.transaction({ scope: 'system' }, async (tx) => {
    await records.put(tx, kept({ resourceType: 'AllergyIntolerance', patient: subject, code: { text: `Penicillin of ${family}` }, criticality: 'high', clinicalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', code: 'active' }] } }));
    await records.put(tx, kept({ resourceType: 'Flag', status: 'active', subject, category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/flag-category', code: 'clinical' }] }], code: { text: 'Do not resuscitate' } }));
    await records.put(tx, kept({ resourceType: 'MedicationStatement', status: 'active', subject, medicationCodeableConcept: { text: 'Metformin' }, dosage: [{ text: '500 mg twice a day' }] }));
    await records.put(tx, kept({ resourceType: 'MedicationStatement', status: 'stopped', subject, medicationCodeableConcept: { text: 'Stopped long ago' } }));
    await records.put(tx, kept({ resourceType: 'ServiceRequest', status: 'active', intent: 'order', subject, code: { text: 'Chest X-ray' } }));
    await records.put(tx, kept({ resourceType: 'Flag', status: 'active', subject, code: { text: 'Labelled away' }, meta: { security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'PSY' }] } }));
  });
  if (restricted) {
    await hospital.asSuperuser('update patients.patient set restricted = true where id = $1', [id]);
    await hospital.asSuperuser('update records.compartment set restricted = true where patient_id = $1', [id]);
  }
  return id;
}

test('without a passphrase none is made; who may not, sets none; the passphrase is never told', async () => {
  await keepDowntime(hospital.database);
  expect(await snapshots()).toEqual([]);
  expect(await administrator.call(contract.makeDowntime, {})).toMatchObject({ status: 409, body: { code: 'compliance.downtime_no_passphrase' } });
  const officer = await hospital.signIn('compliance');
  expect((await officer.call(contract.setDowntime, { every_minutes: 15, passphrase, version: 1 })).status).toBe(403);
  expect(await administrator.call(contract.setDowntime, { every_minutes: 15, passphrase: 'short', version: 1 })).toMatchObject({ status: 400, body: { errors: [{ field: 'passphrase' }] } });
  expect((await administrator.call(contract.setDowntime, { every_minutes: 15, passphrase, version: 1 })).body).toEqual({ every_minutes: 15, passphrase_set: true, version: 2 });
  expect(await administrator.call(contract.setDowntime, { every_minutes: 20, version: 1 })).toMatchObject({ status: 409, body: { code: 'compliance.downtime_changed' } });
  const [row] = await hospital.asSuperuser<{ sealed: string }>(`select encode(passphrase_encrypted, 'escape') as sealed from compliance.downtime_setting`);
  expect(row?.sealed).not.toContain('paper');
});

test('tells what a ward must know, to whoever has the passphrase and to nobody else', async () => {
  await admit('Ordinary');
  await admit('Famous', true);
  const made = await makeOne();
  expect(made).toMatchObject({ fault: null, patients: 2 });
  const page = await readFile(path.join(folder, 'wards', made.file), 'utf8');
  expect(await readFile(path.join(folder, 'wards', 'latest.html'), 'utf8')).toBe(page);
  for (const secret of ['Ordinary', 'Famous', 'Penicillin', 'Metformin']) expect(page).not.toContain(secret);
  expect(page).not.toMatch(/(?:src|href)=|https?:/);
  expect(await opened(page, 'four quiet paper lamp')).toBeNull();
  const content = await opened(page, passphrase);
  const ordinary = content?.patients.find(({ name }) => name.toUpperCase().includes('ORDINARY'));
  expect(ordinary).toMatchObject({
    born: '03-Feb-1980', allergies: ['Penicillin of Ordinary — high risk'], warnings: ['Do not resuscitate'], medicines: ['Metformin — 500 mg twice a day'], orders: ['Chest X-ray'], hidden: true,
  });
  // Whose name is not for everybody keeps what a ward must not miss.
  const famous = content?.patients.find(({ name }) => name === 'Restricted record');
  expect(famous).toMatchObject({ allergies: ['Penicillin of Famous — high risk'], reason: null });
  expect(JSON.stringify(content)).not.toMatch(/Labelled away|Stopped long ago/);
  expect(JSON.stringify({ ...content, patients: content?.patients.map(({ allergies: _allergies, ...each }) => each) })).not.toContain('Famous');
});

test('what was altered does not open, also where only the time it is of was', async () => {
  const made = await makeOne();
  const page = await readFile(path.join(folder, 'wards', made.file), 'utf8');
  const time = /"made_at":"([^"]+)"/.exec(page)![1]!;
  expect(await opened(page.replace(`"made_at":"${time}"`, '"made_at":"2031-01-01T00:00:00Z"'), passphrase)).toBeNull();
  const sealed = /id="sealed">(.{40})/.exec(page)![1]!;
  expect(await opened(page.replace(sealed, `${sealed.slice(0, -1)}${sealed.endsWith('A') ? 'B' : 'A'}`), passphrase)).toBeNull();
  expect(await opened(page, passphrase)).not.toBeNull();
});

test('is made when it is due, once; the newest few stay; each is in the audit log with those whom it tells of', async () => {
  const before = (await snapshots()).length;
  await Promise.all([keepDowntime(hospital.database), keepDowntime(hospital.database)]);
  expect(await snapshots()).toHaveLength(before);
  await hospital.asSuperuser(`update compliance.downtime_snapshot set made_at = made_at - interval '16 minutes'`);
  await keepDowntime(hospital.database);
  expect(await snapshots()).toHaveLength(before + 1);
  for (const hour of ['01', '02', '03', '04', '05']) await writeFile(path.join(folder, 'wards', `downtime-20200101T${hour}0000Z.html`), 'old');
  await writeFile(path.join(folder, 'wards', 'notes.txt'), 'of somebody else');
  await makeOne();
  const files = await readdir(path.join(folder, 'wards'));
  expect(files.filter((name) => name.startsWith('downtime-'))).toHaveLength(4);
  expect(files).toEqual(expect.arrayContaining(['latest.html', 'notes.txt']));
  const events = await hospital.asSuperuser<{ shown: string[] }>(`select shown from audit.event where name = 'compliance.downtime.make' and outcome = 'success'`);
  expect(events.at(-1)?.shown).toHaveLength(2);
});

test('a file is fetched by those who may, as long as it is there', async () => {
  const [newest] = await snapshots();
  const answer = await administrator.send('GET', `/downtime/snapshots/${newest!.id}/file`);
  expect([answer.status, answer.headers['content-disposition']]).toEqual([200, `attachment; filename="${newest!.file}"`]);
  expect((await administrator.send('GET', `/downtime/snapshots/${randomUUID()}/file`)).status).toBe(404);
  const nurse = await hospital.signIn('nurse');
  expect((await nurse.send('GET', `/downtime/snapshots/${newest!.id}/file`)).status).toBe(403);
});

test('a folder that cannot be written is told of, and the next one is made when it can', async () => {
  await writeFile(path.join(folder, 'in-the-way'), '');
  openDowntime(path.join(folder, 'in-the-way'));
  expect(await makeOne()).toMatchObject({ fault: expect.stringMatching(/^E/), bytes: 0 });
  openDowntime(path.join(folder, 'wards'));
  expect(await makeOne()).toMatchObject({ fault: null });
  await chmod(path.join(folder, 'wards'), 0o750);
});
