import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { declareDestinations, exportLog } from '@openward/platform/audit/export';
import { isConsistent, leafHash, openCheckpoint, readVerifierKey, rootByInclusion, sealEvents, verifierKeyOf, type Signer } from '@openward/platform/audit/log';
import { type Client, openHospital, type TestHospital } from '@openward/platform/testing';
import { complianceContract as contract, type AuditEvent, type AuditLog, type InclusionProof } from '../contract/index.ts';
import { routes } from './mount.ts';

const signer: Signer = { origin: 'openward/test/audit', key: generateKeyPairSync('ed25519').privateKey };
const key = readVerifierKey(verifierKeyOf(signer))!;
let hospital: TestHospital;
let officer: Client;

beforeAll(async () => {
  hospital = await openHospital({ compliance: routes });
  officer = await hospital.signIn('compliance');
});
afterAll(() => hospital.close());

const hashes = (sums: readonly string[]): Buffer[] => sums.map((each) => Buffer.from(each, 'base64'));
const log = async () => (await officer.call<AuditLog>(contract.auditLog)).body;

it('tells how the log stands, and proves each event and its growth over the API', async () => {
  await officer.call(contract.searchAudit, {});
  expect(await log()).toMatchObject({ sealed: 0, checkpoint: null, late: false });
  await sealEvents(hospital.database, signer);
  const first = openCheckpoint((await log()).checkpoint!.note, key)!;
  await hospital.asSuperuser(`set session_replication_role = replica`);
  await hospital.asSuperuser(`update audit.checkpoint set at = at - interval '2 seconds'`);
  await sealEvents(hospital.database, signer);
  const now = openCheckpoint((await log()).checkpoint!.note, key)!;
  expect(now.size).toBeGreaterThan(first.size);
  const { body: growth } = await officer.call<{ path: string[] }>(contract.proveGrowth, { earlier: first.size, size: now.size });
  expect(isConsistent(first, now, hashes(growth.path))).toBe(true);

  const [event] = (await officer.call<{ events: AuditEvent[] }>(contract.searchAudit, { name: 'compliance.log.read' })).body.events.slice(-1);
  const proof = (await officer.call<InclusionProof>(contract.proveEvent, { event_id: event!.id })).body;
  const checkpoint = openCheckpoint(proof.checkpoint, key)!;
  expect(rootByInclusion(Buffer.from(proof.leaf, 'base64'), proof.index, proof.size, hashes(proof.path))).toEqual(checkpoint.root);
  expect(rootByInclusion(leafHash('something else'), proof.index, proof.size, hashes(proof.path))?.equals(checkpoint.root)).toBe(false);
});

it('says so where there is nothing to prove, and to nobody else', async () => {
  expect((await officer.call(contract.proveEvent, { event_id: '01900000-0000-7000-8000-000000000009' })).body['code']).toBe('compliance.not_sealed');
  expect((await officer.call(contract.proveGrowth, { earlier: 1, size: 999_999 })).body['code']).toBe('compliance.no_checkpoint');
  expect((await (await hospital.signIn('nurse')).call(contract.auditLog)).status).toBe(403);
});

it('says how far those are who are given the events, and why one does not take them', async () => {
  expect((await log()).exports).toEqual([]);
  await declareDestinations(hospital.database, ['tls://log.example:6514', 'https://fhir.example/fhir']);
  await sealEvents(hospital.database, signer);
  await exportLog(hospital.database, { name: 'https://fhir.example/fhir', at_once: 1, give: async () => Promise.reject(Object.assign(new Error('x'), { code: 'HTTP_503' })) });
  await exportLog(hospital.database, { name: 'tls://log.example:6514', at_once: 100, give: async (messages) => messages.length });
  const { exports, sealed } = await log();
  expect(exports).toMatchObject([
    { name: 'https://fhir.example/fhir', sent: 0, waiting: sealed, waiting_since: expect.any(String) as string, sent_at: null, fault: 'HTTP_503' },
    { name: 'tls://log.example:6514', sent: sealed, waiting: 0, waiting_since: null, sent_at: expect.any(String) as string, fault: null },
  ]);
});

it('an event that waits for more than five seconds is an alarm', async () => {
  await hospital.asSuperuser(`insert into audit.event (name, outcome, at) values ('test.old.one', 'success', clock_timestamp() - interval '6 seconds')`);
  expect(await log()).toMatchObject({ late: true });
});
