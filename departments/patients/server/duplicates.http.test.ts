import { openHospital, type Client, type TestHospital } from '@openward/platform/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { patientsContract as contract, Registration, type DuplicateCandidate, type RegistrationInput } from '../contract/index.ts';
import { seedPatients, type Seeded } from '../demo/index.ts';
import { draftOfRegistration } from './change.ts';
import { findDuplicates } from './duplicates.ts';
import { routes } from './mount.ts';

let hospital: TestHospital;
let desk: Client;
let seeded: Seeded;

beforeAll(async () => {
  hospital = await openHospital({ patients: routes });
  desk = await hospital.signIn('front-desk');
  seeded = await hospital.database.transaction({ scope: 'system' }, (tx) =>
    seedPatients(tx, { seed: 'duplicates', today: '2026-11-22', count: 2000 }));
});
afterAll(() => hospital.close());

const idOf = (key: string) => seeded.ids.get(key) ?? '';

/** Who would be asked about if the record of this key were registered now. */
async function askedAbout(key: string): Promise<string[]> {
  const patient = seeded.patients.find((each) => each.key === key);
  const mother_id = patient?.mother == null ? null : idOf(patient.mother);
  const draft = draftOfRegistration(Registration.parse({ ...patient?.registration, mother_id }), null);
  const found = await hospital.database.transaction({ scope: 'system' }, (tx) => findDuplicates(tx, draft));
  return found.map(({ patient_id }) => patient_id).filter((id) => id !== idOf(key));
}

describe('on the duplicates that are planted in the demo hospital', () => {
  it('finds at least 95 of 100, and of 100 that it asks about at least 90 are duplicates', async () => {
    const truth = new Set(seeded.duplicates.flatMap(({ one, other }) => [`${idOf(one)} ${idOf(other)}`, `${idOf(other)} ${idOf(one)}`]));
    const missed = new Map<string, number>();
    for (const { one, other, how } of seeded.duplicates) {
      if (!(await askedAbout(other)).includes(idOf(one))) missed.set(how, (missed.get(how) ?? 0) + 1);
    }
    const missing = [...missed.values()].reduce((sum, count) => sum + count, 0);

    // Of every second patient, planted or not.
    const asked = new Set<string>();
    for (const { key } of seeded.patients.filter((_patient, at) => at % 2 === 0)) {
      for (const id of await askedAbout(key)) asked.add(`${idOf(key)} ${id}`);
    }
    const right = [...asked].filter((pair) => truth.has(pair)).length;
    const recall = 1 - missing / seeded.duplicates.length;
    const precision = right / asked.size;
    process.stdout.write(
      `planted duplicates: recall ${recall.toFixed(3)}, precision ${precision.toFixed(3)}; ` +
      `${asked.size - right} of ${asked.size} questions about other people; missed ${JSON.stringify(Object.fromEntries(missed))}\n`,
    );
    expect(recall).toBeGreaterThanOrEqual(0.95);
    expect(precision).toBeGreaterThanOrEqual(0.9);
  });

  it('does not take twins, families and namesakes for one person', async () => {
    const mistaken: string[] = [];
    for (const { one, other, how } of seeded.lookalikes) {
      if ((await askedAbout(other)).includes(idOf(one))) mistaken.push(how);
    }
    expect(mistaken).toEqual([]);
  });
});

describe('the check before saving', () => {
  const wilhelmina: RegistrationInput = {
    names: [{ use: 'official', family: 'Quistgaard', given: ['Wilhelmina'] }], birth_date: '1958-10-09', sex: 'female',
    telecoms: [{ system: 'phone', value: '07700 900456' }], identifiers: [{ kind: 'national_id', value: '999 111 2222' }],
  };
  const check = async (registration: RegistrationInput, who = desk) => {
    const { status, body } = await who.call<{ candidates: DuplicateCandidate[] }>(contract.duplicates, registration);
    expect(status, JSON.stringify(body)).toBe(200);
    return body.candidates;
  };
  let id: string;

  beforeAll(async () => {
    const { status, body } = await desk.call(contract.register, wilhelmina);
    expect(status, JSON.stringify(body)).toBe(201);
    id = body['id'];
  });

  it('says who, how likely and why, and creates nothing', async () => {
    const count = async () => (await hospital.asSuperuser<{ count: string }>('select count(*) from patients.patient'))[0]?.count;
    const before = await count();
    const candidates = await check({
      names: [{ use: 'official', family: 'Wilhelmina', given: ['Kvistgaard'] }], birth_date: '1958-09-10', sex: 'female',
      telecoms: [{ system: 'phone', value: '+44 7700 900456' }],
    });
    expect(candidates[0]).toMatchObject({ patient_id: id, display_name: 'QUISTGAARD, Wilhelmina', birth_date: '1958-10-09' });
    expect(candidates[0]?.score).toBeGreaterThanOrEqual(50);
    expect(candidates[0]?.reasons.map(({ text }) => text)).toEqual(expect.arrayContaining([
      'Family and given name are exchanged', 'Day and month of birth are exchanged', 'The same telephone number', 'The same sex',
    ]));
    expect(await count()).toBe(before);
  });

  it('gives 100 to the same national number, however it is written', async () => {
    const [candidate] = await check({ names: [{ family: 'Smith', given: ['Ann'] }], identifiers: [{ kind: 'national_id', value: '9991112222' }] });
    expect(candidate).toMatchObject({ patient_id: id, score: 100 });
  });

  it('finds nobody for somebody new', async () => {
    expect(await check({ names: [{ family: 'Zzyzx', given: ['Quillon'] }], birth_date: '1911-11-11' })).toEqual([]);
  });

  it('is audited as one query that names those who were shown', async () => {
    const clerk = await hospital.signIn('front-desk');
    await check(wilhelmina, clerk);
    const events = await hospital.asSuperuser(
      'select name, shown, patient_id from audit.event where actor_id = $1', [clerk.account_id]);
    expect(events).toEqual([{ name: 'patients.duplicate.search', shown: [id], patient_id: null }]);
  });

  it('does not tell of a restricted patient to who may not open one', async () => {
    const compliance = await hospital.signIn('compliance', 'front-desk');
    await compliance.call(contract.restrict, { patient_id: id, version: 1, restricted: true, reason: 'Public figure' });
    expect(await check(wilhelmina)).toEqual([]);
    expect(await check(wilhelmina, compliance)).toMatchObject([{ patient_id: id }]);
  });

  it('is refused to who may not register', async () => {
    const cashier = await hospital.signIn('cashier');
    expect((await cashier.call(contract.duplicates, wilhelmina)).status).toBe(403);
  });
});
