// Sealing and verifying the audit log, and writing and restoring a backup, beside the PostgreSQL of the hospital.
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { readVerifierKey, sealEvents, type Signer, verifierKeyOf, verifyLog } from '@openward/platform/audit/log';
import { createBackup, restoreBackup } from '@openward/platform/backup';
import { openDatabase } from '@openward/platform/db';
import { openEmbedded } from '@openward/platform/db/embedded';
import { decisionsInASecond } from './decide.bench.ts';
import type { BenchHospital } from './hospital.ts';
import type { Report } from './report.ts';

interface Given {
  report: Report;
  hospital: BenchHospital;
  events: number;
}

/** The server does not run meanwhile: its own sealer would take part. */
export async function run({ report, hospital, events }: Given): Promise<void> {
  report.heading('Decisions of access');
  const { rate, allowed } = decisionsInASecond();
  report.add({ name: 'decide()', value: rate, unit: '/s', target: '≥ 500,000', met: rate >= 500_000 && allowed > 0.2 && allowed < 0.8, note: `${Math.round(allowed * 100)} % allowed` });
  report.heading(`The audit log of ${events.toLocaleString('en')} events, and a backup of it all`);
  const embedded = await openEmbedded({ folder: hospital.folder, purpose: 'use', name: 'openward bench' });
  const superuser = { ...embedded.superuser, database: embedded.owner.database };
  try {
    await seal(report, superuser, events);
    await backUp(report, hospital.folder, superuser, embedded.owner);
  } finally {
    await embedded.close();
  }
}

type Connection = Parameters<typeof createBackup>[0];

async function seal(report: Report, superuser: Connection, events: number): Promise<void> {
  const client = new pg.Client(superuser);
  await client.connect();
  // What the server sealed with its own key is sealed anew with one of this run.
  await client.query('set session_replication_role = replica');
  await client.query('truncate audit.leaf, audit.node, audit.checkpoint');
  await client.query(`update platform.audit_sealer set size = 0, snapshot = '1:1:'`);
  await client.query(`insert into audit.event (name, outcome, actor_id, actor_name, actor_roles, session_id, patient_id, address, device, request_id, detail)
    select 'patients.patient.read', 'success', uuidv7(), 'ann.lee', '{doctor}', uuidv7(), uuidv7(), '10.1.2.3', 'Mozilla/5.0 (X11; Linux x86_64)', uuidv7(), '{"version": 3}' from generate_series(1, $1)`, [events]);
  await client.query('analyze audit.event');
  await client.end();
  const signer: Signer = { origin: 'openward/bench', key: generateKeyPairSync('ed25519').privateKey };
  const database = openDatabase(superuser, { connections: 2 });
  let begun = performance.now();
  let sealed = 0;
  for (let more = true; more;) {
    const pass = await sealEvents(database, signer);
    sealed += pass?.added ?? 0;
    more = pass?.more === true;
  }
  const sealing = (sealed / (performance.now() - begun)) * 1000;
  await database.close();
  report.add({ name: 'sealing', value: sealing, unit: 'events/s', target: '≥ 5,000', met: sealing >= 5000, note: 'leaves, nodes and checkpoints, committed' });
  begun = performance.now();
  const { events: verified, findings } = await verifyLog(superuser, { key: readVerifierKey(verifierKeyOf(signer))! });
  if (findings.length > 0) throw new Error(`The log does not verify: ${JSON.stringify(findings[0])}`);
  const verifying = (verified / (performance.now() - begun)) * 1000;
  report.add({ name: 'verifying', value: verifying, unit: 'events/s', target: '≥ 200,000', met: verifying >= 200_000, note: 'each event hashed anew, the tree grown anew' });
}

async function backUp(report: Report, data: string, superuser: Connection, owner: Connection): Promise<void> {
  const folder = mkdtempSync(path.join(path.dirname(data), 'backup-'));
  const identity = await generateX25519Identity();
  const made = await createBackup(superuser, { folder, recipients: [await identityToRecipient(identity)], version: 'bench', now: new Date() });
  const megabytes = made.tables.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6;
  const writing = (megabytes / made.took_ms) * 1000;
  report.add({ name: 'backup', value: writing, unit: 'MB/s', target: '≥ 100', met: writing >= 100, note: `${megabytes.toFixed(0)} MB of rows as ${(made.bytes / 1e6).toFixed(0)} MB: snapshot, compressed, encrypted, on the disk` });
  const client = new pg.Client({ ...superuser, database: 'postgres' });
  await client.connect();
  await client.query(`create database openward_bench_restore owner ${pg.escapeIdentifier(owner.user)}`);
  try {
    const begun = performance.now();
    const target = { owner: { ...owner, database: 'openward_bench_restore' }, maintenance: { ...superuser, database: 'openward_bench_restore' } };
    await restoreBackup(target, { file: path.join(folder, made.file), identity });
    const restoring = (megabytes / (performance.now() - begun)) * 1000;
    report.add({ name: 'restore', value: restoring, unit: 'MB/s', target: '≥ 50', met: restoring >= 50, note: 'read twice, migrated, copied, every reference checked, analysed' });
  } finally {
    await client.query('drop database openward_bench_restore with (force)');
    await client.end();
    rmSync(folder, { recursive: true, force: true });
  }
}
