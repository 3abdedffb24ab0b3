import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeEvent } from '@openward/platform/audit';
import { records } from '@openward/records/api';
import { type Client, openHospital, type TestHospital } from '@openward/platform/testing';
import { auditColumns, type AuditEvent, complianceContract as contract } from '../contract/index.ts';
import { routes } from './mount.ts';

let hospital: TestHospital;
let officer: Client;
let nurse: Client;

beforeAll(async () => {
  hospital = await openHospital({ compliance: routes });
  officer = await hospital.signIn('compliance');
  nurse = await hospital.signIn('nurse');
});
afterAll(() => hospital.close());

/** What the pipeline writes when somebody opens patients, or is shown them in a list. */
const write = (event: Partial<Parameters<typeof writeEvent>[1]>) =>
  hospital.database.transaction({ scope: 'system' }, (tx) =>
    writeEvent(tx, { name: 'patients.patient.read', outcome: 'success', actor_id: nurse.account_id, actor_name: 'nurse', ...event }));

const search = async (filter: object = {}) => (await officer.call(contract.searchAudit, filter)).body['events'] as AuditEvent[];
const access = async (patient_id: string, filter: object = {}) =>
  (await officer.call(contract.searchPatientAccess, { patient_id, ...filter })).body['events'] as AuditEvent[];

describe('the audit log', () => {
  it('says who opened a patient’s record, apart from the lists in which the patient was shown', async () => {
    const [patient, other] = [randomUUID(), randomUUID()];
    await write({ patient_ids: [patient, other], purpose: 'HPAYMT', address: '10.1.2.3', device: 'Ward 3' });
    await write({ name: 'patients.patient.search', shown: [other, patient] });
    await write({ patient_ids: [other] });

    expect(await access(patient)).toMatchObject([
      {
        name: 'patients.patient.read',
        outcome: 'success',
        patient_id: patient,
        shown_count: null,
        purpose: 'HPAYMT',
        address: '10.1.2.3',
        device: 'Ward 3',
        actor: { account_id: nurse.account_id, username: 'nurse', display_name: expect.stringMatching(/^nurse\./) as string, roles: [] },
      },
    ]);
    expect(await access(patient, { kind: 'shown' })).toMatchObject([{ name: 'patients.patient.search', patient_id: null, shown_count: 2 }]);
  });

  it('says of a merged patient who opened either record', async () => {
    const [surviving, merged] = [randomUUID(), randomUUID()];
    await hospital.database.transaction({ scope: 'system' }, async (tx) => {
      for (const id of [surviving, merged]) await records.setCompartment(tx, id, { restricted: false });
      await records.addAlias(tx, merged, surviving);
    });
    await write({ patient_ids: [merged] });
    await write({ patient_ids: [surviving] });
    expect((await access(surviving)).map((event) => event.patient_id)).toEqual([surviving, merged]);
  });

  it('keeps that it was read: one event for the patient, and one query that names the patients shown', async () => {
    const patient = randomUUID();
    await write({ patient_ids: [patient] });
    await access(patient, { kind: 'shown' });
    expect(await access(patient, { name: 'compliance' })).toMatchObject([
      { name: 'compliance.access.search', patient_id: patient, actor: { account_id: officer.account_id }, detail: { kind: 'shown' } },
    ]);

    await search({ account_id: nurse.account_id, name: 'patients.patient.read', limit: 1 });
    const [kept] = await hospital.asSuperuser<{ shown: string[]; actor_id: string }>(
      `select shown, actor_id from audit.event where name = 'compliance.audit.search' order by at desc limit 1`);
    expect(kept).toEqual({ shown: [patient], actor_id: officer.account_id });
  });

  it('is sorted by any column, page by page the same as at once; nothing that is told gets into the statement', async () => {
    const actor_id = randomUUID();
    const seeded = [['b', '10.0.0.2', 'denied'], ['a', null, 'success'], ['c', '10.0.0.1', 'success'], ['a', '10.0.0.1', 'failure'], ['=1+1', '10.0.0.9', 'success']] as const;
    for (const [name, address, outcome] of seeded) await write({ actor_id, actor_name: name, name: 'sorted.thing.read', outcome, ...(address !== null && { address }), patient_ids: [randomUUID()] });
    for (const sort of auditColumns) {
      for (const order of ['ascending', 'descending'] as const) {
        const all = await search({ account_id: actor_id, sort, order });
        const paged: AuditEvent[] = [];
        let after: string | undefined;
        do {
          const { body } = await officer.call(contract.searchAudit, { account_id: actor_id, sort, order, limit: 2, ...(after !== undefined && { after }) });
          paged.push(...(body['events'] as AuditEvent[]));
          after = (body['next'] as string | null) ?? undefined;
        } while (after !== undefined);
        expect(all).toHaveLength(5);
        expect(paged.map(({ id }) => id), `${sort} ${order}`).toEqual(all.map(({ id }) => id));
        const value = (event: AuditEvent) => ({ at: event.at, event: event.name, outcome: event.outcome, who: event.actor?.username ?? '', patient: event.patient_id ?? '', purpose: event.purpose, address: event.address ?? '', device: event.device ?? '' })[sort];
        const told = all.map(value);
        const sorted = told.toSorted((one, other) => (one < other ? -1 : one > other ? 1 : 0));
        expect(told, `${sort} ${order}`).toEqual(order === 'ascending' ? sorted : sorted.toReversed());
      }
    }
    for (const sort of ['at; drop table audit.event', 'event.at', "name' or '1'='1", '(select 1)']) {
      expect(await officer.call(contract.searchAudit, { sort })).toMatchObject({ status: 400, body: { errors: [{ field: 'sort' }] } });
    }
  });

  it('gives a report as a table in which nothing calculates, to those who may, and keeps that it did', async () => {
    const [actor_id, patient] = [randomUUID(), randomUUID()];
    await write({ actor_id, actor_name: '=HYPERLINK("x")', name: 'told.thing.read', patient_ids: [patient], detail: { note: 'a, "b"' } });
    const answer = await officer.send('GET', `/audit/report?account_id=${actor_id}&sort=who&order=ascending`);
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
    const [head, line, ...rest] = answer.text.split('\r\n');
    expect(head?.startsWith('at,event,outcome,username')).toBe(true);
    expect(line).toContain(`,told.thing.read,success,"'=HYPERLINK(""x"")",`);
    expect(line).toContain(patient);
    expect(rest).toEqual(['']);
    expect((await nurse.send('GET', '/audit/report')).status).toBe(403);
    const [kept] = await hospital.asSuperuser<{ shown: string[]; detail: object }>(`select shown, detail from audit.event where name = 'compliance.audit.export' and outcome = 'success' order by at desc limit 1`);
    expect(kept).toEqual({ shown: [patient], detail: { rows: 1 } });
  });

  it('is searched by person, outcome, name and period', async () => {
    const actor_id = randomUUID();
    await write({ actor_id, name: 'seeded.thing.read' });
    await write({ actor_id, name: 'seeded.thing.update', outcome: 'denied' });
    // Times are told to the millisecond: what is searched until the last one must not have come in the same.
    await new Promise((resolve) => setTimeout(resolve, 3));
    await write({ actor_id, name: 'seeded-other.thing.read', subject_account_id: officer.account_id });
    const names = (events: AuditEvent[]) => events.map(({ name }) => name);
    expect(names(await search({ account_id: actor_id }))).toEqual(['seeded-other.thing.read', 'seeded.thing.update', 'seeded.thing.read']);
    expect(names(await search({ account_id: actor_id, outcome: 'denied' }))).toEqual(['seeded.thing.update']);
    expect(names(await search({ account_id: actor_id, name: 'seeded' }))).toEqual(['seeded.thing.update', 'seeded.thing.read']);
    expect(names(await search({ account_id: actor_id, name: 'seeded.thing.read' }))).toEqual(['seeded.thing.read']);
    expect(names(await search({ subject_account_id: officer.account_id }))).toEqual(['seeded-other.thing.read']);
    const [last] = await search({ account_id: actor_id, limit: 1 });
    expect(await search({ account_id: actor_id, until: '2020-01-01T00:00:00Z' })).toEqual([]);
    expect(await search({ account_id: actor_id, from: '2999-01-01T00:00:00+02:00' })).toEqual([]);
    expect(await search({ account_id: actor_id, until: last?.at })).toHaveLength(2);
  });

  it('keeps to the last 31 days where nobody is named, and says so', async () => {
    await hospital.asSuperuser(`insert into audit.event (at, name, outcome) values (now() - interval '40 days', 'seeded.old.read', 'success')`);
    const recent = await officer.call(contract.searchAudit, { name: 'seeded.old.read' });
    expect(recent.body).toMatchObject({ events: [], searched_from: expect.any(String) });
    const all = await officer.call(contract.searchAudit, { name: 'seeded.old.read', from: '2020-01-01T00:00:00Z' });
    expect(all.body['events']).toHaveLength(1);
    expect((await officer.call(contract.searchAudit, { account_id: nurse.account_id })).body).toMatchObject({ searched_from: null });
  });

  it('is paged newest first, each event once, also within one instant and while others are written', async () => {
    const actor_id = randomUUID();
    await hospital.asSuperuser(
      `insert into audit.event (at, name, outcome, actor_id) select now(), 'seeded.burst.read', 'success', $1 from generate_series(1, 23)`, [actor_id]);
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await officer.call(contract.searchAudit, { account_id: actor_id, limit: 5, ...(after ? { after } : {}) });
      seen.push(...page.body['events'].map((event: AuditEvent) => event.id));
      after = page.body['next'] ?? undefined;
      await write({ actor_id });
    } while (after !== undefined);
    expect(seen).toHaveLength(23);
    expect(new Set(seen).size).toBe(23);
  });

  it.each(['x', 'a/b', Buffer.from('2026-01-01 00:00:00+00/nobody').toString('base64url'), Buffer.from(`2026-99-01 00:00:00+00/${randomUUID()}`).toString('base64url')])(
    'refuses %s as the end of a page', async (after) => {
      const answer = await officer.call(contract.searchAudit, { after });
      expect(answer.status).toBe(400);
      expect(answer.body['errors']).toMatchObject([{ field: 'after' }]);
    });

  it('is closed to everybody else, and the attempt is in it', async () => {
    const patient = randomUUID();
    const administrator = await hospital.signIn('administrator');
    for (const client of [nurse, administrator]) {
      expect((await client.call(contract.searchAudit)).status).toBe(403);
      expect((await client.call(contract.searchPatientAccess, { patient_id: patient })).status).toBe(403);
    }
    expect(await access(patient, { outcome: 'denied' })).toHaveLength(2);
    const seen = await hospital.database.transaction({ actor: nurse.account_id, scope: 'staff' }, (tx) =>
      tx.selectFrom('audit.event').select('id').limit(1).execute());
    expect(seen).toEqual([]);
  });
});
