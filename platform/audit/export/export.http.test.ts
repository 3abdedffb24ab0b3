import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sealEvents, type Signer } from '../log/index.ts';
import { writeEvent } from '../index.ts';
import { openHospital, type TestHospital } from '@openward/platform/testing';
import { declareDestinations, type Destination, exportLog, feedOf, readExports, syslogOf } from './index.ts';
import { type Element, filesOf, readXml, Receiver } from './test-receiver.ts';

const signer: Signer = { origin: 'openward/test/audit', key: generateKeyPairSync('ed25519').privateKey };
const server = 'https://ward.example';
let hospital: TestHospital;
let receiver: Receiver;
let port: number;

beforeAll(async () => { hospital = await openHospital({}); });
afterAll(() => hospital.close());
beforeEach(async () => {
  receiver = new Receiver();
  port = await receiver.listen();
});
afterEach(() => receiver.die());

type Written = Partial<Parameters<typeof writeEvent>[1]>;
const write = (events: readonly Written[]) => hospital.database.transaction({ scope: 'system' }, async (tx) => {
  for (const event of events) await writeEvent(tx, { name: 'patients.patient.read', outcome: 'success', actor_name: 'ann.lee', actor_id: randomUUID(), address: '10.1.2.3', ...event });
});
const seal = async () => { while ((await sealEvents(hospital.database, signer))?.more === true); };
const syslog = (files = filesOf('two', 'one')): Destination => syslogOf({ host: '127.0.0.1', port, ...files }, server, { quiet_ms: 150 });
/** From now on only what is written after it is sent. */
async function declared(destination: Destination): Promise<Destination> {
  await seal();
  await declareDestinations(hospital.database, [destination.name]);
  await hospital.asSuperuser(`update platform.audit_export set next_index = (select size from platform.audit_sealer) where name = '${destination.name}'`);
  return destination;
}
const run = (destination: Destination, as?: string) => exportLog(hospital.database, destination, { again_s: 0.02, ...(as !== undefined && { as }) });
const status = async ({ name }: Destination) => (await hospital.database.transaction({ scope: 'system' }, readExports)).find((each) => each.name === name)!;
const xmlOf = (message: string): Element => readXml(message.slice(message.indexOf('- <') + 2));
const child = ({ children }: Element, name: string) => children.filter((each) => each.name === name);
const detail = (object: Element, type: string) => child(object, 'ParticipantObjectDetail').filter(({ attributes }) => attributes['type'] === type).map(({ attributes }) => Buffer.from(attributes['value']!, 'base64').toString());
const idOf = (message: string): string => child(xmlOf(message), 'ParticipantObjectIdentification').flatMap((object) => detail(object, 'AuditEvent.id'))[0]!;
const many = (count: number): Written[] => Array.from({ length: count }, () => ({ patient_ids: [randomUUID()] }));
/** The ids that are to come, in the order of the log. */
const expectedFrom = async (index: number) => (await hospital.asSuperuser<{ id: string; shown: string[] | null }>(
  `select e.id, e.shown from audit.leaf l join audit.event e on e.id = l.event_id and e.at = l.event_at where l.index >= ${index} order by l.index`))
  .flatMap(({ id, shown }) => ((shown?.length ?? 0) === 0 ? [id] : shown!.map((_patient, at) => `${id}.${at + 1}`)));

describe('a syslog receiver over TLS', () => {
  it('is given each event as RFC 5424 and DICOM have it, one message for each patient whom a query showed', async () => {
    const destination = await declared(syslog());
    const [patient, other] = [randomUUID(), randomUUID()];
    await write([
      { patient_ids: [patient], actor_name: 'zoë <"&">\u0007', actor_roles: ['doctor'], device: 'Ward 3 & “4”', request_id: randomUUID(), detail: { version: 3, text: '<x a="1">' } },
      { name: 'exchange.fhir.search', shown: [patient, other], detail: { type: 'Observation', by: ['patient'] } },
      { name: 'auth.session.create', outcome: 'failure', actor_id: null, actor_name: null, address: null },
      { name: 'patients.glass.break', patient_ids: [patient] },
    ]);
    await seal();
    await run(destination);
    expect(receiver.faults).toEqual([]);
    expect(receiver.messages).toHaveLength(5);
    for (const message of receiver.messages) expect(message).toMatch(/^<85>1 \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z ward\.example openward - IHE\+RFC-3881 - <AuditMessage>/);
    const messages = receiver.messages.map(xmlOf);
    for (const message of messages) {
      // The order of PS3.15, A.5.1.
      expect(message.children.map(({ name }) => name).join(' ')).toMatch(/^EventIdentification( ActiveParticipant)+ AuditSourceIdentification( ParticipantObjectIdentification)*$/);
      for (const object of child(message, 'ParticipantObjectIdentification')) expect(object.children.map(({ name }) => name).join(' ')).toMatch(/^ParticipantObjectIDTypeCode ParticipantObject(Name|Query)( ParticipantObjectDetail)*$/);
    }
    const kinds = messages.map((message) => child(message, 'EventIdentification')[0]!).map((event) => [event.children[0]!.attributes['csd-code'], event.attributes['EventActionCode'], event.attributes['EventOutcomeIndicator']]);
    expect(kinds).toEqual([['110110', 'R', '0'], ['110112', 'E', '0'], ['110112', 'E', '0'], ['110114', 'E', '4'], ['110113', 'E', '0']]);
    expect(messages[4]!.children[0]!.children[1]!.attributes).toMatchObject({ 'csd-code': '110127', codeSystemName: 'DCM', originalText: 'Emergency Override Started' });
    const user = child(messages[0]!, 'ActiveParticipant')[2]!;
    expect(user.attributes).toMatchObject({ AlternativeUserID: 'zoë <"&"> ', UserIsRequestor: 'true' });
    expect(user.children.map(({ attributes }) => attributes['csd-code'])).toEqual(['IRCP', 'doctor']);
    expect(child(messages[0]!, 'ActiveParticipant')[0]!.attributes).toMatchObject({ UserID: '10.1.2.3', UserName: 'Ward 3 & “4”', NetworkAccessPointID: '10.1.2.3', NetworkAccessPointTypeCode: '2' });
    const objects = messages.map((message) => child(message, 'ParticipantObjectIdentification'));
    expect(objects.slice(0, 3).map(([first]) => first!.attributes)).toMatchObject([patient, patient, other].map((id) => ({ ParticipantObjectID: id, ParticipantObjectTypeCode: '1', ParticipantObjectTypeCodeRole: '1' })));
    expect(Buffer.from(child(objects[1]![1]!, 'ParticipantObjectQuery')[0]!.text, 'base64').toString()).toBe('Observation?patient=');
    expect(detail(objects[0]![1]!, 'text')).toEqual(['<x a="1">']);
    expect(await status(destination)).toMatchObject({ waiting: 0, waiting_since: null, fault: null, sent_at: expect.any(Date) as Date });
  });

  it.each([1, 37, 149])('killed when it has %s messages it gets all of them, in order, once it is back', async (dies_at) => {
    const destination = await declared(syslog());
    const { sent } = await status(destination);
    await write([...many(60), { name: 'patients.patient.search', shown: Array.from({ length: 30 }, () => randomUUID()) }, ...many(60)]);
    await seal();
    const expected = await expectedFrom(sent);
    expect(expected).toHaveLength(150);
    receiver.dies_at = dies_at;
    await run(destination);
    const fallen = await status(destination);
    expect(fallen.fault).not.toBeNull();
    expect(fallen.waiting).toBe(121);
    await new Promise((resolve) => { setTimeout(resolve, 60); });
    // Still away: nothing is lost by trying.
    await run(destination);
    expect((await status(destination)).fault).toBe('ECONNREFUSED');
    await receiver.listen();
    await write(many(5));
    await seal();
    await backAgain(destination);
    const all = await expectedFrom(sent);
    expect([...new Set(receiver.messages.map(idOf))]).toEqual(all);
    expect(receiver.messages.length).toBeGreaterThanOrEqual(all.length);
    expect(await status(destination)).toMatchObject({ waiting: 0, fault: null });
  });

  it('goes on in the middle of a query that showed many, and moves on by batches', async () => {
    const destination = { ...await declared(syslog()), at_once: 7 };
    const { sent } = await status(destination);
    await write([...many(3), { name: 'patients.patient.search', shown: Array.from({ length: 20 }, () => randomUUID()) }, ...many(2)]);
    await seal();
    const whole = destination.give.bind(destination);
    let given = 0;
    await run({ ...destination, give: (messages) => ((given += 1) === 3 ? Promise.reject(Object.assign(new Error('away'), { code: 'AWAY' })) : whole(messages)) });
    expect(await status(destination)).toMatchObject({ fault: 'AWAY', sent: sent + 3 });
    expect(receiver.messages).toHaveLength(14);
    await backAgain(destination);
    expect(receiver.messages.map(idOf)).toEqual(await expectedFrom(sent));
  });

  it('of several processes one sends at a time, and each event comes once', async () => {
    const destination = await declared(syslog());
    const { sent } = await status(destination);
    const small = { ...destination, at_once: 20 };
    await write(many(100));
    await seal();
    await Promise.all(['1', '2', '3', '4'].map((each) => run(small, `00000000-0000-4000-8000-00000000000${each}`)));
    expect(receiver.messages.map(idOf)).toEqual(await expectedFrom(sent));
  });

  it('who died while it held the line is not waited for for ever; and whoever lost it moves nothing', async () => {
    const destination = await declared(syslog());
    const { sent } = await status(destination);
    await write(many(3));
    await seal();
    const first = '00000000-0000-4000-8000-0000000000aa';
    // While the first one gives, its time runs out and another sends everything.
    await exportLog(hospital.database, { ...destination, async give(messages) {
      await hospital.asSuperuser(`update platform.audit_export set held_until = '-infinity' where name = '${destination.name}'`);
      await run(destination);
      return messages.length - 2;
    } }, { as: first });
    expect(await status(destination)).toMatchObject({ waiting: 0, sent: sent + 3 });
    expect(receiver.messages.map(idOf)).toEqual(await expectedFrom(sent));
  });

  it.each([
    ['is not vouched for', filesOf('two', 'two'), 'two', /^DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED/],
    ['does not know us', filesOf('two', 'one'), 'one', /^(ERR_SSL|ECONNRESET|CLOSED_EARLY|EPIPE)/],
  ] as const)('that %s gets nothing, and nothing moves on', async (_what, files, trusts, fault) => {
    await receiver.die();
    await receiver.listen(trusts);
    const destination = await declared(syslog(files));
    await write(many(2));
    await seal();
    await run(destination);
    expect(receiver.messages).toEqual([]);
    const found = await status(destination);
    expect(found.waiting).toBe(2);
    expect(found.fault).toMatch(fault);
  });

  it('is sent nothing that is not sealed, and is not waited for when the settings no longer name it', async () => {
    const destination = await declared(syslog());
    await write(many(2));
    await run(destination);
    expect(receiver.messages).toEqual([]);
    await declareDestinations(hospital.database, ['tls://elsewhere:6514']);
    expect((await hospital.database.transaction({ scope: 'system' }, readExports)).map(({ name }) => name)).toEqual(['tls://elsewhere:6514']);
  });
});

describe('a FHIR repository', () => {
  let repository: Server;
  const bundles: { entry: { resource: { id: string } }[] }[] = [];
  let answer: (entries: number) => { status: number; entry: { response: { status: string } }[] };
  let authorization: string | undefined;
  let url: string;
  beforeAll(async () => {
    repository = createServer((request, response) => {
      let body = '';
      authorization = request.headers.authorization;
      request.setEncoding('utf8').on('data', (more: string) => { body += more; }).on('end', () => {
        const bundle = JSON.parse(body) as (typeof bundles)[number];
        bundles.push(bundle);
        const { status: code, entry } = answer(bundle.entry.length);
        response.writeHead(code).end(JSON.stringify({ resourceType: 'Bundle', type: 'batch-response', entry }));
      });
    });
    await new Promise<void>((resolve) => { repository.listen(0, '127.0.0.1', resolve); });
    url = `http://127.0.0.1:${(repository.address() as AddressInfo).port}/fhir`;
  });
  afterAll(() => new Promise((resolve) => { repository.close(resolve); }));

  it('is given batches, and what it refuses is sent again from there on', async () => {
    const destination = await declared(feedOf(url, 'secret', server));
    const { sent } = await status(destination);
    await write(many(120));
    await seal();
    const expected = await expectedFrom(sent);
    let asked = 0;
    answer = (entries) => {
      asked += 1;
      const entry = Array.from({ length: entries }, (_each, at) => ({ response: { status: asked === 1 && at >= 30 ? '422 Unprocessable' : '201 Created' } }));
      return asked === 2 ? { status: 503, entry: [] } : { status: 200, entry };
    };
    await run(destination);
    expect(await status(destination)).toMatchObject({ sent: sent + 30, fault: 'HTTP_503' });
    await backAgain(destination);
    expect(authorization).toBe('Bearer secret');
    expect(destination.name).not.toContain('secret');
    expect([...new Set(bundles.flatMap(({ entry }) => entry.map(({ resource }) => resource.id)))]).toEqual(expected);
    expect(await status(destination)).toMatchObject({ waiting: 0, fault: null });
  });
});

/** Tries until nothing waits: after a failure the next try has its time. */
async function backAgain(destination: Destination): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    await run(destination);
    const { waiting, fault } = await status(destination);
    if (waiting === 0 && fault === null) return;
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
}
