import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { writeEvent } from '@openward/platform/audit';
import { readVerifierKey, sealEvents, tellWitnesses, verifierKeyOf, verifyLog, witnessOf, type Finding, type Signer } from '@openward/platform/audit/log';
import { mailPlainly } from './plain-mail.ts';
import { openMessagesHospital } from './testing/hospital.ts';

const signer: Signer = { origin: 'openward/test/audit', key: generateKeyPairSync('ed25519').privateKey };
const key = readVerifierKey(verifierKeyOf(signer))!;
const auditor = 'auditor@elsewhere.test';
const witness = witnessOf(`mailto:${auditor}`, mailPlainly);

let hospital: Awaited<ReturnType<typeof openMessagesHospital>>;
beforeAll(async () => {
  hospital = await openMessagesHospital();
});
afterAll(() => hospital.close());
beforeEach(async () => {
  hospital.mail.taken.length = 0;
  hospital.mail.answers.clear();
  await hospital.asSuperuser('delete from platform.audit_witness');
  await seal();
});

/** Writes some events and seals them, with a checkpoint of their own. */
async function seal(): Promise<void> {
  await hospital.database.transaction({ scope: 'system' }, async (tx) => {
    for (let count = 0; count < 5; count += 1) await writeEvent(tx, { name: 'patients.patient.read', outcome: 'success', actor_name: 'ann' });
  });
  await hospital.asSuperuser('alter table audit.checkpoint disable trigger all');
  await hospital.asSuperuser(`update audit.checkpoint set at = at - interval '2 seconds'`);
  await hospital.asSuperuser('alter table audit.checkpoint enable trigger all');
  while ((await sealEvents(hospital.database, signer))?.more === true);
}

const tell = () => tellWitnesses(hospital.database, [witness]);
const mails = () => hospital.mail.taken.filter(({ to }) => to.includes(auditor));
const hourLater = () => hospital.asSuperuser(`update platform.audit_witness set asked_at = asked_at - interval '61 minutes'`);
const faults = async () => (await hospital.asSuperuser<{ fault: string | null }>('select fault from platform.audit_witness')).map(({ fault }) => fault);
const verify = async (text: string): Promise<Finding[]> => (await verifyLog(hospital.owner, { key, witnessed: [{ source: 'the e-mail', text }], grace_s: 0 })).findings;

it('a checkpoint is mailed once an hour at most, also where several servers would', async () => {
  await Promise.all([tell(), tell(), tell(), tell()]);
  await seal();
  await tell();
  expect(mails()).toHaveLength(1);
  await hourLater();
  await Promise.all([tell(), tell(), tell()]);
  expect(mails()).toHaveLength(2);
  await hourLater();
  // Nothing new was signed: nothing is mailed.
  await tell();
  expect(mails()).toHaveLength(2);
  expect(await faults()).toEqual([null]);
});

it('the e-mail as it was saved bears witness: it agrees with what nobody touched, and finds what was cut off', async () => {
  await tell();
  const [{ data } = { data: '' }] = mails();
  await seal();
  expect(await verify(data)).toEqual([]);
  expect(await verify(`${data}\r\n${data}`)).toEqual([]);
  const [last] = await hospital.asSuperuser<{ size: number }>('select max(size)::int as size from audit.checkpoint');
  const { size } = last!;
  await hospital.asSuperuser('alter table audit.checkpoint disable trigger all; alter table audit.leaf disable trigger all');
  await hospital.asSuperuser(`create table public.kept as select * from audit.leaf where index >= ${size - 8}; create table public.kept_checkpoint as select * from audit.checkpoint where size > ${size - 8}`);
  await hospital.asSuperuser(`delete from audit.leaf where index >= ${size - 8}; delete from audit.checkpoint where size > ${size - 8}`);
  expect(await verify(data)).toEqual(expect.arrayContaining([expect.objectContaining({ what: 'cut-off', size: size - 5, there: size - 8, source: 'the e-mail' })]));
  await hospital.asSuperuser(`insert into audit.leaf select * from public.kept; insert into audit.checkpoint select * from public.kept_checkpoint`);
  await hospital.asSuperuser('alter table audit.checkpoint enable trigger all; alter table audit.leaf enable trigger all');
  expect(await verify(data)).toEqual([]);
  // One digit of its size is another: not what was signed.
  expect(await verify(data.replace(/(openward\/test\/audit\r\n)\d/, '$19'))).toEqual([expect.objectContaining({ what: 'checkpoint-broken', source: 'the e-mail' })]);
});

it('what the server refused is tried again; what it may have taken is not', async () => {
  hospital.mail.answers.set('RCPT', '451 later');
  await tell();
  expect(await faults()).toEqual(['smtp_not_now']);
  hospital.mail.answers.clear();
  await tell();
  expect([mails().length, await faults()]).toEqual([1, [null]]);
  await hourLater();
  await seal();
  hospital.mail.answers.set('.', 'hang up');
  await tell();
  expect(await faults()).toEqual(['smtp_lost']);
  hospital.mail.answers.clear();
  const before = mails().length;
  await tell();
  expect(mails()).toHaveLength(before);
});

it('takes an address, and refuses what is none', () => {
  for (const setting of ['mailto:', 'mailto:x', 'mailto:a@b?cc=c@d', 'mailto:A <a@b>', 'mailto:a@b,c@d']) expect(() => witnessOf(setting, mailPlainly)).toThrow(/OPENWARD_AUDIT_WITNESS/);
  expect(() => witnessOf('mailto:a@b.test')).toThrow(/OPENWARD_AUDIT_WITNESS/);
});
