import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeEvent } from '@openward/platform/audit';
import { type AnyJson, type Answer, type Client, openHospital, type TestHospital } from '@openward/platform/testing';
import { addAlias, setCompartment } from '@openward/records/api';
import type { Tx } from '@openward/platform/db';
import { routes } from '../../mount.ts';
import { validateResource } from '../../validation/validate.ts';
import type { AuditAsked } from './asked.ts';
import { auditPage } from './page.ts';

let hospital: TestHospital;
let officer: Client;
let doctor: Client;

beforeAll(async () => {
  hospital = await openHospital(routes);
  officer = await hospital.signIn('compliance');
  doctor = await hospital.signIn('doctor');
});
afterAll(() => hospital.close());

const write = (event: Partial<Parameters<typeof writeEvent>[1]>) => hospital.database.transaction({ scope: 'system' }, (tx) =>
  writeEvent(tx, { name: 'patients.patient.read', outcome: 'success', actor_id: doctor.account_id, actor_name: 'ann.lee', actor_roles: ['doctor'], address: '10.1.2.3', device: 'Ward 3', ...event }));
const get = (path: string, who = officer): Promise<Answer> => who.send('GET', `/fhir/R4${path}`);
const found = (answer: Answer): AnyJson[string] => {
  expect(answer.status, answer.text).toBe(200);
  return (answer.body['entry'] ?? []).map(({ resource }: { resource: object }) => resource);
};
const next = ({ body }: Answer): string | undefined => body['link'].find(({ relation }: { relation: string }) => relation === 'next')?.url.replace(/^.*\/fhir\/R4/, '');
const patientOf = (event: AnyJson): string | undefined => event['entity'].map(({ what }: AnyJson) => what?.reference).find((reference?: string) => reference?.startsWith('Patient/'));
const problem = (answer: Answer) => answer.body['issue']?.[0]?.details.coding[0].code;

describe('AuditEvent', () => {
  it('is one for each patient whom a query showed, and one for a query that showed nobody', async () => {
    const patients = [randomUUID(), randomUUID(), randomUUID()];
    const request_id = randomUUID();
    await write({ name: 'exchange.fhir.search', shown: patients, request_id, detail: { type: 'Observation', by: ['patient', 'code:in'], shown: 3 } });
    await write({ name: 'patients.patient.search', shown: [], address: '10.9.9.9' });
    for (const patient of patients) {
      const [event, ...more] = found(await get(`/AuditEvent?patient=Patient/${patient}`));
      expect(more).toEqual([]);
      expect(event).toMatchObject({
        meta: { profile: ['https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.PatientQuery'] },
        type: { code: 'rest' }, subtype: [{ code: 'search' }, { code: 'exchange.fhir.search' }], action: 'E', outcome: '0',
        agent: [{ network: { address: '10.1.2.3', type: '2' } }, {}, { altId: 'ann.lee', who: { identifier: { value: doctor.account_id } }, role: [{ coding: [{ code: 'doctor' }] }], requestor: true }],
      });
      expect(patientOf(event)).toBe(`Patient/${patient}`);
      const query = event.entity.find(({ query: asked }: { query?: string }) => asked !== undefined);
      expect(Buffer.from(query.query, 'base64').toString()).toBe('Observation?patient=&code%3Ain=');
      expect(event.entity.at(-1)).toMatchObject({ type: { code: 'XrequestId' }, what: { identifier: { value: request_id } } });
      expect((await get(`/AuditEvent/${event.id}`)).body).toEqual(event);
    }
    const [nobody] = found(await get('/AuditEvent?address=10.9.9.9'));
    expect(nobody.meta.profile).toEqual(['https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.Query']);
  });

  it.each([
    ['patients.patient.create', {}, 'PatientCreate', 'C', 'rest'], ['patients.patient.read', {}, 'PatientRead', 'R', 'rest'], ['exchange.fhir.patch', {}, 'PatientUpdate', 'U', 'rest'],
    ['exchange.fhir.delete', { detail: { type: 'Observation', id: 'x-1' } }, 'PatientDelete', 'D', 'rest'], ['staff.practitioner.read', { patient_ids: [] }, 'Read', 'R', 'rest'],
    ['compliance.disclosure.create', {}, 'PrivacyDisclosure.Source', 'R', '110106'], ['patients.glass.break', {}, null, 'E', '110113'],
    ['auth.session.create', { patient_ids: [] }, null, 'E', '110114'], ['auth.account.re-role', { patient_ids: [], subject_account_id: randomUUID() }, null, 'E', '110113'],
    ['compliance.audit.search', { patient_ids: [] }, null, 'R', '110101'], ['records.note.read', { outcome: 'denied' }, null, 'R', 'rest'],
    ['auth.session.create', { patient_ids: [], outcome: 'failure', actor_id: null, actor_name: null }, null, 'E', '110114'],
    ['exchange.fhir.read', { address: null }, null, 'R', 'rest'],
  ] as const)('%s %j has profile %s', async (name, said, profile, action, type) => {
    const address = `fd00::${Math.floor(Math.random() * 1e9).toString(16).padStart(8, '0').replace(/(?=.{4}$)/, ':')}`;
    const request_id = randomUUID();
    await write({ patient_ids: [randomUUID()], address, request_id, ...said as object, name });
    const all = found(await get('/AuditEvent?_count=20'));
    const event = all.find(({ entity }: AnyJson) => entity.at(-1).what.identifier?.value === request_id);
    expect(event).toMatchObject({ action, type: { code: type } });
    expect(event.meta.profile).toEqual(profile === null ? undefined : [`https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.${profile}`]);
    expect(validateResource(event).filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('is sound FHIR whatever the log keeps, and says nothing that is not in the row', async () => {
    const names = fc.constantFrom('patients.patient.read', 'exchange.fhir.search', 'auth.session.create', 'x.y.delete', 'billing.invoice.print', 'patients.glass.break');
    await fc.assert(fc.asyncProperty(fc.array(fc.record({
      name: names, outcome: fc.constantFrom('success', 'denied', 'failure'), actor_name: fc.option(fc.string({ minLength: 1 })), device: fc.option(fc.string({ minLength: 1 })),
      shown: fc.option(fc.array(fc.uuid(), { maxLength: 4 })), token_id: fc.option(fc.uuid()), subject_account_id: fc.option(fc.uuid()),
      detail: fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.array(fc.string()))),
    }), { minLength: 1, maxLength: 6 }), async (events) => {
      const plain = JSON.parse(JSON.stringify(events).replaceAll(/\\u0000|\\ud[89a-f]../gi, '')) as typeof events;
      for (const { actor_name, device, ...event } of plain) await write({ ...event, actor_name: actor_name?.trim() || null, device: device?.trim() || null } as object);
      for (const event of found(await get('/AuditEvent?_count=60'))) {
        expect(validateResource(event).filter(({ severity }) => severity === 'error'), JSON.stringify(event)).toEqual([]);
      }
    }), { numRuns: 10 });
  });

  it('is of a merged patient as well', async () => {
    const [surviving, merged] = [randomUUID(), randomUUID()];
    await hospital.database.transaction({ scope: 'system' }, async (tx) => {
      for (const id of [surviving, merged]) await setCompartment(tx, id, { restricted: false });
      await addAlias(tx, merged, surviving);
    });
    await write({ patient_ids: [merged] });
    await write({ patient_ids: [surviving] });
    expect(found(await get(`/Patient/${surviving}/AuditEvent`)).map(patientOf)).toEqual([`Patient/${surviving}`, `Patient/${merged}`]);
  });
});

describe('a search', () => {
  it('pages through every event once and in order, whatever the size of the page', async () => {
    const account = randomUUID();
    const expected: string[] = [];
    for (const size of [3, 0, 5, 1, 2, 7]) {
      const shown = Array.from({ length: size }, () => randomUUID());
      await write({ name: 'patients.patient.search', actor_id: account, shown });
      expected.push(...(size === 0 ? [''] : shown));
    }
    await write({ actor_id: account, patient_ids: [] });
    expected.push('');
    for (const [sort, count] of [['date', 1], ['date', 4], ['-date', 2], ['date', 30]] as const) {
      const seen: string[] = [];
      let path: string | undefined = `/AuditEvent?agent:identifier=urn:openward:account|${account}&_sort=${sort}&_count=${count}`;
      for (let pages = 0; path !== undefined && pages < 60; pages += 1) {
        const answer = await get(path);
        const page = found(answer);
        expect(page.length).toBeLessThanOrEqual(count);
        seen.push(...page.map((event: AnyJson) => patientOf(event)?.slice('Patient/'.length) ?? ''));
        path = next(answer);
      }
      // Newest first the rows turn round, and the patients of one keep their order.
      expect(sort === 'date' ? seen : seen.toSorted()).toEqual(sort === 'date' ? expected : expected.toSorted());
    }
  });

  it('goes on behind rows of which none answers, and takes no page that it did not give', async () => {
    const account = randomUUID();
    await write({ actor_id: account, patient_ids: [], name: 'auth.session.create', outcome: 'failure' });
    await hospital.asSuperuser(`insert into audit.event (name, outcome, actor_id) select 'staff.practitioner.read', 'success', '${account}' from generate_series(1, 10500)`);
    const first = await get(`/AuditEvent?agent=${account}&outcome=4`);
    expect(found(first)).toEqual([]);
    expect(found(await get(next(first)!))).toMatchObject([{ outcome: '4', type: { code: '110114' }, subtype: [{ code: '110122' }, { code: 'auth.session.create' }] }]);
    expect(problem(await get(next(first)!.replace('outcome=4', 'outcome=8')))).toBe('exchange.search_page');
  });

  it('is by date, kind, action, outcome, person and address, all of them together', async () => {
    const account = randomUUID();
    await write({ actor_id: account, actor_name: 'bo.chan', name: 'patients.patient.update', patient_ids: [randomUUID()], address: '10.7.7.7' });
    await write({ actor_id: account, actor_name: 'bo.chan', name: 'records.note.read', patient_ids: [randomUUID()], outcome: 'denied' });
    const [{ recorded }] = found(await get(`/AuditEvent?agent=${account}`)) as [{ recorded: string }];
    const by = async (query: string) => found(await get(`/AuditEvent?agent=${account}&${query}`)).map(({ action }: AnyJson) => action);
    expect(await by('action=U')).toEqual(['U']);
    expect(await by('outcome=8,4')).toEqual(['R']);
    expect(await by('subtype=urn:openward:audit-event|records.note.read')).toEqual(['R']);
    expect(await by('subtype=http://hl7.org/fhir/restful-interaction|update&type=rest')).toEqual(['U']);
    expect(await by('type=http://dicom.nema.org/resources/ontology/DCM|rest')).toEqual([]);
    expect(await by('altid=bo.chan&address=10.7')).toEqual(['U']);
    expect(await by(`date=${recorded.slice(0, 10)}`)).toEqual(['R', 'U']);
    expect(await by('date=lt2020')).toEqual([]);
    expect(await by(`date=ge${new Date(Date.parse(recorded) + 86_400_000).toISOString().slice(0, 10)}`)).toEqual([]);
    expect(await by(`patient=${randomUUID()}`)).toEqual([]);
    expect(await by('patient=nobody')).toEqual([]);
    const form = await officer.send('POST', '/fhir/R4/AuditEvent/_search', `agent=${account}&action=U`, { 'content-type': 'application/x-www-form-urlencoded' });
    expect(found(form)).toHaveLength(1);
  });

  it('finds a patient by a number, for who may find patients', async () => {
    const made = await doctor.send('POST', '/fhir/R4/Patient', { resourceType: 'Patient', name: [{ family: 'Okoro', given: ['Ife'] }], gender: 'female', birthDate: '1980-05-06', identifier: [{ system: 'urn:elsewhere', value: 'E-771' }] }, { 'content-type': 'application/fhir+json' });
    expect(made.status, made.text).toBe(201);
    await write({ patient_ids: [made.body['id']], name: 'records.note.print' });
    const [event] = found(await get('/AuditEvent?patient.identifier=urn:elsewhere|E-771&_count=1'));
    expect(patientOf(event)).toBe(`Patient/${made.body['id']}`);
    expect(found(await get('/AuditEvent?patient.identifier=urn:elsewhere|E-772'))).toEqual([]);
    expect(found(await get(`/AuditEvent?patient.identifier=urn:elsewhere|E-771&patient=${randomUUID()}`))).toEqual([]);
  });

  it.each([
    ['_sort=name', '_sort'], ['date=yesterday', 'date'], ['date=ne2024', 'date'], ['wibble=1', 'wibble'], ['type=', 'type'], ['_count=x', '_count'], ['_total=accurate', '_total'],
    ['_page=nonsense', '_page'], ['patient=a&patient=b', 'patient'], ['address=', 'address'],
  ])('refuses %s by name', async (query, field) => {
    const answer = await get(`/AuditEvent?${query}`);
    expect(answer.status).toBe(400);
    expect(answer.text).toContain(field);
  });
});

describe('who may', () => {
  it('is whoever may search the audit log; the refusal and the reading are events themselves', async () => {
    const patient = randomUUID();
    await write({ patient_ids: [patient] });
    const [event] = found(await get(`/AuditEvent?patient=${patient}`));
    for (const path of ['/AuditEvent', `/AuditEvent/${event.id}`, `/Patient/${patient}/AuditEvent`]) expect((await get(path, doctor)).status, path).toBe(403);
    const bundle = { resourceType: 'Bundle', type: 'batch', entry: [{ request: { method: 'GET', url: 'AuditEvent' } }] };
    const batch = await doctor.send('POST', '/fhir/R4', bundle, { 'content-type': 'application/fhir+json' });
    expect(batch.body['entry'][0].response.status).toMatch(/^403/);
    const [refused] = found(await get(`/AuditEvent?agent=${doctor.account_id}&outcome=8&_count=1`));
    expect(refused).toMatchObject({ outcome: '8' });
    const [read] = found(await get(`/AuditEvent?agent=${officer.account_id}&patient=${patient}&_count=1`));
    expect(read).toMatchObject({ type: { code: '110101', display: 'Audit Log Used' } });
    expect(problem(await get(`/AuditEvent/${event.id}.1`))).toBe('records.unknown');
    expect(problem(await get(`/AuditEvent/${randomUUID()}`))).toBe('records.unknown');
  });

  it('reads a range of an index and not the log', async () => {
    await hospital.asSuperuser(`insert into audit.event (name, outcome, actor_id, patient_id) select 'patients.patient.read', 'success', gen_random_uuid(), gen_random_uuid() from generate_series(1, 20000)`);
    await hospital.asSuperuser('analyze audit.event');
    const patient = randomUUID();
    await write({ patient_ids: [patient] });
    await write({ name: 'patients.patient.search', shown: [patient] });
    const nothing: AuditAsked = { ids: null, from: -Infinity, until: Infinity, patients: null, patient_number: null, accounts: null, outcomes: null, names: null, matches: [], ascending: false, count: 5 };
    const asked: [number, Partial<AuditAsked>][] = [[1, {}], [2, { patients: [patient] }], [1, { accounts: [doctor.account_id] }], [1, { from: Date.now() - 3_600_000, ascending: true }], [0, { patients: [randomUUID()] }]];
    for (const [least, some] of asked) {
      const { page, rows } = await rowsRead((tx) => auditPage(tx, { ...nothing, ...some }, null));
      expect(page.found.length).toBeGreaterThanOrEqual(least);
      expect(rows, JSON.stringify(some)).toBeLessThan(200);
    }
    // A rare outcome is looked for in a stretch, and not in the whole log.
    const { page, rows } = await rowsRead((tx) => auditPage(tx, { ...nothing, outcomes: [], matches: [() => false] }, null));
    expect(page.end).not.toBeNull();
    expect(rows).toBeLessThan(11_000);
  });

  it('is told of no list by the function that finds them, without the clearance', async () => {
    const patient = randomUUID();
    await write({ name: 'patients.patient.search', shown: [patient] });
    const told = (clearance: string[]) => hospital.database.transaction({ scope: 'staff', actor: doctor.account_id, clearance }, async (tx) =>
      (await sql`select from audit.shown_to(array[${patient}::uuid], null, null, null, null, false, 10)`.execute(tx)).rows.length);
    expect([await told([]), await told(['restricted']), await told(['audit'])]).toEqual([0, 0, 1]);
  });
});

/** What a look at the log finds, and how many rows of it were read for that. */
async function rowsRead<Page>(look: (tx: Tx) => Promise<Page>): Promise<{ page: Page; rows: number }> {
  return hospital.database.transaction({ scope: 'staff', actor: officer.account_id, clearance: ['audit'] }, async (tx) => {
    const read = async () => Number((await sql<{ rows: string }>`select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::text as rows from pg_stat_xact_user_tables where schemaname = 'audit'`.execute(tx)).rows[0]!.rows);
    const before = await read();
    const page = await look(tx);
    return { page, rows: await read() - before };
  });
}
