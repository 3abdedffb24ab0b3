import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, openHospital, type TestHospital } from '@openward/platform/testing';
import { type Assignment, type Practitioner, type PractitionerRow, staffContract as contract } from '../contract/index.ts';
import { createDepartments, createLocations, createStaff } from './api.ts';
import { routes } from './mount.ts';

let hospital: TestHospital;
let administrator: Client;
let nurse: Client;
let surgery: string;
let medicine: string;

beforeAll(async () => {
  hospital = await openHospital({ staff: routes });
  administrator = await hospital.signIn('administrator');
  nurse = await hospital.signIn('nurse');
  const author = { account_id: null, name: 'Set-up' };
  const ids = await hospital.database.transaction({ scope: 'system' }, async (tx) => {
    const departments = await createDepartments(tx, [
      { code: 'SUR', name: 'Surgery', kind: 'clinical', parent: 'HOSP' },
      { code: 'MED', name: 'Medicine', kind: 'clinical', parent: 'HOSP' },
      { code: 'HOSP', name: 'Hospital', kind: 'hospital' },
    ], author);
    await createLocations(tx, [
      { code: 'W1-1', name: 'Bed 1', kind: 'bed', parent: 'W1' },
      { code: 'W1', name: 'Ward 1', kind: 'ward', parent: 'MAIN', department: 'SUR' },
      { code: 'MAIN', name: 'Main building', kind: 'building', time_zone: 'Asia/Kolkata' },
    ], author);
    return departments;
  });
  surgery = ids.get('SUR') ?? '';
  medicine = ids.get('MED') ?? '';
});
afterAll(() => hospital.close());

const amina = {
  family_name: 'Yusuf', given_name: 'Amina', prefix: 'Dr', starts_on: '2020-01-01',
  registrations: [{ issuer: 'Medical Council', number: 'MC-1001', valid_from: '2019-05-01', valid_to: '2199-04-30' }],
  specialties: [{ display: 'General surgery' }],
};

async function employ(person: object = {}): Promise<Practitioner> {
  const answer = await administrator.call<Practitioner>(contract.create, { starts_on: '2020-01-01', ...person });
  expect(answer.status, answer.text).toBe(201);
  return answer.body;
}

async function assign(practitioner_id: string, more: object = {}): Promise<Assignment> {
  const answer = await administrator.call<Assignment>(contract.createAssignment, {
    practitioner_id, department_id: surgery, job: 'doctor', starts_on: '2020-01-01', ...more,
  });
  expect(answer.status, answer.text).toBe(201);
  return answer.body;
}

/** What is sent back to change an entry. */
const changeOf = ({ id, version, registrations, ...person }: Practitioner, more: object) => {
  const { family_name, given_name, prefix, suffix, staff_number, phone, email, starts_on, ends_on, specialties } = person;
  return {
    practitioner_id: id, version, family_name, given_name, prefix, suffix, staff_number, phone, email, starts_on, ends_on, specialties,
    registrations: registrations.map(({ valid_today: _today, ...registration }) => registration),
    ...more,
  };
};

const change = (client: Client, person: Practitioner, more: object) =>
  client.call<Practitioner>(contract.update, changeOf(person, more));

const read = async (id: string): Promise<Practitioner> =>
  (await nurse.call<Practitioner>(contract.read, { practitioner_id: id })).body;

const fhir = async (type: string, id: string) => {
  const [row] = await hospital.asSuperuser<{ body: string }>('select body::text from records.resource where type = $1 and id = $2', [type, id]);
  return JSON.parse(row?.body ?? 'null') as Record<string, unknown>;
};

const eventsOf = (name: string) =>
  hospital.asSuperuser<{ outcome: string; detail: object }>('select outcome, detail from audit.event where name = $1 order by at', [name]);

describe('the directory', () => {
  it('takes somebody in, shows them to all staff, and leaves one event for each act', async () => {
    const person = await employ(amina);
    expect(person).toMatchObject({
      display_name: 'YUSUF, Amina (Dr)', version: 1, account: null, assignments: [],
      registrations: [{ number: 'MC-1001', valid_from: '2019-05-01', valid_to: '2199-04-30', valid_today: true }],
    });
    expect(await read(person.id)).toEqual(person);
    expect(await eventsOf('staff.practitioner.create')).toMatchObject([{ outcome: 'success', detail: { practitioner_id: person.id } }]);
    expect(await eventsOf('staff.practitioner.read')).toMatchObject([{ outcome: 'success', detail: { practitioner_id: person.id } }]);
  });

  it('is closed to who may not see or change it, and the denial is kept', async () => {
    const patient = await hospital.signIn('patient');
    expect((await patient.call(contract.list)).status).toBe(403);
    expect((await nurse.call(contract.create, amina)).status).toBe(403);
    expect((await hospital.visitor().call(contract.list)).status).toBe(401);
    expect((await eventsOf('staff.practitioner.create')).at(-1)).toMatchObject({ outcome: 'denied' });
  });

  it('finds people by any part of their names, numbers and specialties, without accents', async () => {
    const { id } = await employ({
      family_name: 'Ångström', given_name: 'Zoë Marie', staff_number: 'S-77',
      registrations: [{ issuer: 'Council', number: 'RN/4711' }], specialties: [{ display: 'Paediatric cardiology' }],
    });
    for (const query of ['angstrom', 'zoe ang', 'marie', 's-77', '4711', 'cardiology zoe']) {
      const found = await nurse.call(contract.list, { query });
      expect(found.body['staff'].map((row: PractitionerRow) => row.id), query).toEqual([id]);
    }
    expect((await nurse.call(contract.list, { query: 'zoe nobody' })).body['staff']).toEqual([]);
    expect((await nurse.call(contract.list, { query: '100%_\\' })).body['staff']).toEqual([]);
  });

  it('pages by name through people of one name, each once, also when one joins meanwhile', async () => {
    const made = new Set<string>();
    for (let at = 0; at < 7; at += 1) made.add((await employ({ family_name: 'Twin', given_name: 'Same' })).id);
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await nurse.call(contract.list, { query: 'twin same', limit: 2, ...(after ? { after } : {}) });
      seen.push(...page.body['staff'].map((row: PractitionerRow) => row.id));
      after = page.body['next'] ?? undefined;
      if (seen.length === 2) await employ({ family_name: 'Twin', given_name: 'Aside' });
    } while (after !== undefined);
    expect(seen).toHaveLength(7);
    expect(new Set(seen)).toEqual(made);
  });

  it.each(['nonsense', 'W10', Buffer.from('["a"]').toString('base64url'), Buffer.from('["a","b"]').toString('base64url')])(
    'refuses %s as the end of a page', async (after) => {
      const answer = await nurse.call(contract.list, { after });
      expect(answer.status).toBe(400);
      expect(answer.body['errors']).toMatchObject([{ field: 'after' }]);
    });

  it('lists who works today in a department, apart from who no longer does', async () => {
    const here = await employ({ family_name: 'Current' });
    const gone = await employ({ family_name: 'Former', ends_on: '2021-12-31' });
    await assign(here.id, { department_id: medicine, job: 'nurse' });
    await assign(gone.id, { department_id: medicine, job: 'nurse', ends_on: '2021-06-30' });
    const list = async (filter: object) =>
      (await nurse.call(contract.list, { department_id: medicine, job: 'nurse', ...filter })).body['staff'] as PractitionerRow[];
    expect(await list({})).toMatchObject([{ id: here.id, current: true, works: [{ job: 'nurse', department_name: 'Medicine' }] }]);
    expect(await list({ state: 'other' })).toMatchObject([{ id: gone.id, current: false, works: [] }]);
    expect(await list({ state: 'all' })).toHaveLength(2);
    expect(await list({ job: 'cashier' })).toEqual([]);
  });

  it('needs a name, and days in their order', async () => {
    const nameless = await administrator.call(contract.create, { starts_on: '2020-01-01' });
    expect(nameless.body).toMatchObject({ status: 400, errors: [{ field: 'family_name', code: 'staff.name_missing' }] });
    const backwards = await administrator.call(contract.create, { given_name: 'A', starts_on: '2020-01-02', ends_on: '2020-01-01' });
    expect(backwards.body).toMatchObject({ status: 400, errors: [{ field: 'ends_on', code: 'staff.ends_before_it_begins' }] });
  });

  it('gives a registration number of one body to one person at a time', async () => {
    await employ({ given_name: 'First', registrations: [{ issuer: 'Nursing Board', number: 'NB-1', valid_from: '2020-01-01', valid_to: '2020-12-31' }] });
    const during = { issuer: 'nursing board', number: 'nb-1', valid_from: '2020-12-31' };
    const taken = await administrator.call(contract.create, { given_name: 'Second', starts_on: '2020-01-01', registrations: [during] });
    expect(taken.status).toBe(409);
    expect(taken.body).toMatchObject({ code: 'staff.registration_taken', errors: [{ field: 'registrations' }] });
    await employ({ given_name: 'Third', registrations: [{ ...during, valid_from: '2021-01-01' }] });
  });

  it('names the account by which somebody signs in', async () => {
    const person = await employ({ given_name: 'Account' });
    await hospital.asSuperuser('update auth.account set staff_id = $1 where id = $2', [person.id, nurse.account_id]);
    expect((await read(person.id)).account).toMatchObject({ account_id: nurse.account_id, enabled: true });
  });
});

describe('two people who change the same entry', () => {
  it('never overwrite each other: the second is shown the entry as it is now', async () => {
    const person = await employ({ given_name: 'Race' });
    const other = await hospital.signIn('administrator');
    const answers = await Promise.all([change(administrator, person, { phone: '111' }), change(other, person, { phone: '222' })]);
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409]);
    const [won, lost] = [answers.find(({ status }) => status === 200), answers.find(({ status }) => status === 409)];
    expect(lost?.body).toMatchObject({ code: 'staff.changed', current: { version: 2, phone: won?.body.phone } });
    expect(await read(person.id)).toMatchObject({ version: 2, phone: won?.body.phone });
  });
});

describe('assignments', () => {
  it('say who works where, in the directory and in FHIR', async () => {
    const person = await employ({ ...amina, registrations: [] });
    const assignment = await assign(person.id, { title: 'Head of surgery' });
    expect((await read(person.id)).assignments).toEqual([assignment]);
    expect(assignment).toMatchObject({ department_name: 'Surgery', location_name: null, ends_on: null, version: 1 });
    expect(await fhir('PractitionerRole', assignment.id)).toMatchObject({
      practitioner: { reference: `Practitioner/${person.id}` },
      organization: { reference: `Organization/${surgery}` },
      period: { start: '2020-01-01' },
      code: [{ text: 'Head of surgery' }],
      specialty: [{ text: 'General surgery' }],
    });
  });

  it('end on a day, and say so in FHIR; a second end of the same version is refused', async () => {
    const person = await employ({ given_name: 'Ending' });
    const { id, version } = await assign(person.id);
    const end = (ends_on: string, seen = version) => administrator.call(contract.endAssignment, { assignment_id: id, version: seen, ends_on });
    expect((await end('2019-12-31')).body).toMatchObject({ status: 400, errors: [{ field: 'ends_on' }] });
    expect((await end('2022-03-31')).body).toMatchObject({ ends_on: '2022-03-31', version: 2 });
    expect(await fhir('PractitionerRole', id)).toMatchObject({ period: { start: '2020-01-01', end: '2022-03-31' } });
    expect((await end('2022-04-30')).body).toMatchObject({ status: 409, code: 'staff.changed', current: { ends_on: '2022-03-31' } });
  });

  it('are recorded once for the same work and time, also when two people do it at once', async () => {
    const person = await employ({ given_name: 'Once' });
    const body = { practitioner_id: person.id, department_id: surgery, job: 'nurse', starts_on: '2021-01-01', ends_on: '2021-12-31' };
    const answers = await Promise.all([1, 2, 3].map(() => administrator.call(contract.createAssignment, body)));
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'staff.assignment_overlap' });
    await assign(person.id, { ...body, starts_on: '2022-01-01', ends_on: null });
  });

  it('lie within the time in which the person works here', async () => {
    const person = await employ({ given_name: 'Inside', starts_on: '2022-01-01' });
    const early = await administrator.call(contract.createAssignment, {
      practitioner_id: person.id, department_id: surgery, job: 'nurse', starts_on: '2021-12-31',
    });
    expect(early.body).toMatchObject({ status: 409, code: 'staff.assignment_outside_employment' });
  });

  it('end with the employment, and one that has not begun stands in its way until it is cancelled', async () => {
    const person = await employ({ given_name: 'Leaving' });
    const running = await assign(person.id);
    const planned = await assign(person.id, { department_id: medicine, starts_on: '2198-01-01' });
    const refused = await change(administrator, person, { ends_on: '2150-06-30' });
    expect(refused.body).toMatchObject({ status: 409, code: 'staff.assignment_outside_employment', errors: [{ field: 'ends_on' }] });
    expect((await read(person.id)).assignments.every(({ ends_on }) => ends_on === null)).toBe(true);

    expect((await administrator.call(contract.cancelAssignment, { assignment_id: planned.id, version: 1 })).status).toBe(204);
    expect(await fhir('PractitionerRole', planned.id)).toMatchObject({ active: false });
    expect((await change(administrator, person, { ends_on: '2150-06-30' })).status).toBe(200);
    expect((await read(person.id)).assignments).toMatchObject([{ id: running.id, ends_on: '2150-06-30', version: 2 }]);
    expect(await fhir('PractitionerRole', running.id)).toMatchObject({ period: { end: '2150-06-30' } });
  });

  it('can only end once they have begun', async () => {
    const person = await employ({ given_name: 'Begun' });
    const { id } = await assign(person.id);
    const answer = await administrator.call(contract.cancelAssignment, { assignment_id: id, version: 1 });
    expect(answer.body).toMatchObject({ status: 409, code: 'staff.assignment_begun' });
  });

  it('are never left outside when somebody is employed shorter while another gives them work', async () => {
    for (let round = 0; round < 4; round += 1) {
      const person = await employ({ given_name: `Both ${round}` });
      const [ended, given] = await Promise.all([
        change(administrator, person, { ends_on: '2150-06-30' }),
        administrator.call(contract.createAssignment, { practitioner_id: person.id, department_id: surgery, job: 'nurse', starts_on: '2150-07-01' }),
      ]);
      expect([ended.status, given.status].sort((a, b) => a - b)).not.toEqual([200, 201]);
      expect(Math.max(ended.status, given.status)).toBe(409);
    }
  });
});

describe('createStaff', () => {
  it('takes many people in with their work, in the order given', async () => {
    const people = Array.from({ length: 40 }, (_, at) => ({
      given_name: `Batch${at}`, starts_on: '2020-01-01', specialties: [{ display: `Specialty ${at}` }],
      registrations: [{ issuer: 'Batch', number: String(at) }],
      assignments: [{ department: 'SUR', location: 'W1', job: 'nurse' as const, starts_on: '2020-01-01' }],
    }));
    const ids = await hospital.database.transaction({ scope: 'system' }, (tx) => createStaff(tx, people, { account_id: null, name: 'Set-up' }));
    expect(ids).toHaveLength(40);
    for (const at of [0, 17, 39]) {
      expect(await read(ids[at] ?? '')).toMatchObject({
        given_name: `Batch${at}`, registrations: [{ number: String(at) }], specialties: [{ display: `Specialty ${at}` }],
        assignments: [{ location_name: 'Ward 1', department_name: 'Surgery' }],
      });
      expect(await fhir('Practitioner', ids[at] ?? '')).toMatchObject({ identifier: [{ value: String(at), assigner: { display: 'Batch' } }] });
    }
  });
});
