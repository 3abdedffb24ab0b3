import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { authContract } from '@openward/platform/auth/contract';
import { roleNames } from '@openward/platform/auth';
import { openHospital, type TestHospital } from '@openward/platform/testing';
import { patientsContract } from '@openward/patients/contract';
import { validateResource } from '@openward/exchange/api';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { routes } from '../departments.ts';
import { seedDemo, showSignIns } from './index.ts';

let hospital: TestHospital;
let data_folder: string;
const open = async () => {
  hospital = await openHospital(routes);
  data_folder = mkdtempSync(path.join(tmpdir(), 'openward-demo-'));
};
const close = async () => {
  rmSync(data_folder, { recursive: true, force: true });
  await hospital.close();
};

const seed = () => seedDemo(hospital.database, { data_folder, today: '2026-11-22', patients: 420, say: () => {} });
const count = async (what: string) => Number((await hospital.asSuperuser<{ count: string }>(`select count(*) from ${what}`))[0]?.count);

/** What a FHIR client would refuse of what our own departments write. */
async function unsound(): Promise<string[]> {
  const rows = await hospital.asSuperuser<{ body: string }>('select body::text as body from records.resource where not deleted');
  const issues = rows.flatMap(({ body }) => validateResource(JSON.parse(body)).filter(({ severity }) => severity === 'error'));
  return [...new Set(issues.map(({ expression, message }) => `${expression.replaceAll(/\d+/g, '0')}: ${message}`))];
}

describe('the demo hospital', () => {
  let signIns: Awaited<ReturnType<typeof seed>>;
  beforeAll(async () => {
    await open();
    signIns = await seed();
  });
  afterAll(close);

  it('has staff in every role, wards and beds, and patients of every sort', async () => {
    const { accounts } = signIns;
    // Two of them are screens in the entrance hall.
    expect(accounts).toHaveLength(44);
    const nobodys = ['patient', 'machine'];
    const staffRoles = roleNames.filter((role) => !nobodys.includes(role));
    expect(new Set(accounts.map(({ role }) => role))).toEqual(new Set(staffRoles));
    expect(await count('staff.practitioner')).toBe(42);
    expect(await count(`staff.location where kind = 'bed'`)).toBeGreaterThan(80);
    expect(await count('patients.patient')).toBe(420);
    expect(await count('messages.message where content_encrypted is not null')).toBeGreaterThan(20);
    expect(await count(`compliance.request where state = 'open' and kind = 'erasure'`)).toBe(1);
    for (const sort of ['restricted', 'deceased', 'unknown', 'mother_id is not null', 'multiple_birth_order is null']) {
      expect(await count(`patients.patient where ${sort}`), sort).toBeGreaterThan(0);
    }
    expect(await count('patients.coverage')).toBeGreaterThan(50);
    expect(await count(`records.resource where type = 'Patient'`)).toBe(420);
    expect(await count(`visits.visit where signed_at is not null`)).toBeGreaterThan(100);
    for (const status of ['planned', 'arrived', 'triaged', 'in-progress', 'finished']) expect(await count(`visits.visit where status = '${status}'`), status).toBeGreaterThan(2);
    for (const status of ['waiting', 'called', 'in-room', 'done']) expect(await count(`visits.stop where day = staff.today() and status = '${status}'`), status).toBeGreaterThan(0);
    expect(await count(`scheduling.appointment where status = 'booked'`)).toBeGreaterThan(100);
    expect(await count(`records.resource where type = 'Appointment'`)).toBe(await count('scheduling.appointment') + await count('scheduling.wanted'));
    expect(await count(`records.resource where type = 'Encounter'`)).toBe(await count('visits.visit'));
    for (const type of ['Observation', 'AllergyIntolerance', 'Condition']) expect(await count(`records.resource where type = '${type}'`), type).toBeGreaterThan(30);
    for (const standing of [`state = 'draft'`, `state = 'credited'`, `debtor_kind = 'payer' and state = 'issued'`, `state = 'issued' and kind = 'invoice' and billing.open_of(id) = 0`, `billing.open_of(id) between 1 and total_minor - 1`, `billing.open_of(id) > 0 and due_date < staff.today()`]) {
      expect(await count(`billing.invoice where ${standing}`), standing).toBeGreaterThan(0);
    }
    // A credit note follows its invoice in some days, and is not of the day on which the demo was made.
    const late = `billing.invoice n join billing.invoice i on i.id = n.credits where n.business_date not between i.business_date and least(i.business_date + 3, staff.today())`;
    expect(await count(late)).toBe(0);
    expect(await count(`billing.charge where state = 'billable'`)).toBeGreaterThan(5);
    // Each face of the book; that they are sound is asked below.
    for (const type of ['ChargeItem', 'ChargeItemDefinition', 'Account', 'Invoice', 'PaymentNotice', 'PaymentReconciliation']) expect(await count(`records.resource where type = '${type}'`), type).toBeGreaterThan(0);
    expect(await count(`platform.installation where mode = 'demo'`)).toBe(1);
    expect(await unsound()).toEqual([]);
  });

  it('lets its people sign in with the password that is shown, and find a patient', async () => {
    const lines = showSignIns(signIns);
    expect(lines[0]).toContain(signIns.password);
    const [, username] = /^ {2}doctor +(\S+)/m.exec(lines.join('\n')) ?? [];
    const visitor = hospital.visitor();
    const { status, headers } = await visitor.call(authContract.signIn, { username, password: signIns.password });
    expect(status).toBe(200);
    const cookie = String(headers['set-cookie']).split(';')[0] ?? '';
    const { body } = await visitor.call(patientsContract.search, { q: 'a' }, { headers: { cookie } });
    expect(body['patients'].length).toBeGreaterThan(5);
  });

  it('is made once: a second start shows the same sign-ins and adds nothing', async () => {
    const patients = await count('patients.patient');
    expect(await seed()).toEqual(signIns);
    expect(await count('patients.patient')).toBe(patients);
    expect(statSync(path.join(data_folder, 'demo-sign-ins.json')).mode & 0o077).toBe(0);
  });
});

describe('refuses data that are no demo', () => {
  beforeEach(open);
  afterEach(close);

  it.each([
    ['a real hospital', `insert into platform.installation (mode, hospital_name) values ('real', 'Real')`],
    ['an account', `insert into auth.account (username, display_name, kind) values ('someone', 'Someone', 'person')`],
    ['a patient', `insert into patients.patient (display_name, sort_name) values ('X', 'x')`],
  ])('%s', async (_what, statement) => {
    await hospital.asSuperuser(statement);
    const before = await count('patients.patient');
    await expect(seed()).rejects.toThrow(/^These data are of a real hospital.*OPENWARD_DATA=/);
    expect(await count('patients.patient')).toBe(before);
    expect(await count('staff.practitioner')).toBe(0);
  });
});
