import { afterAll, beforeAll, expect, test } from 'vitest';
import fc from 'fast-check';
import { openHospital, type Client, type TestHospital } from '@openward/platform/testing';
import { groupHospitalNumber, patientsContract as contract, type PaperNumber } from '../../contract/index.ts';
import { routes } from '../mount.ts';

let hospital: TestHospital;
let desk: Client;
let other: Client;

beforeAll(async () => {
  hospital = await openHospital(routes);
  await hospital.asSuperuser(`insert into platform.installation (mode, hospital_name, time_zone) values ('demo', 'Paper <Hospital>', 'Asia/Kolkata')`);
  desk = await hospital.signIn('front-desk');
  other = await hospital.signIn('front-desk');
});
afterAll(() => hospital.close());

/** The clock on the wall of the hospital, so many minutes from now. */
const wall = (minutes = 0) => new Date(Date.now() + (330 + minutes) * 60_000).toISOString().slice(0, 16);
const somebody = () => ({ names: [{ text: crypto.randomUUID() }] });
const listed = async (number: string) => ((await desk.call(contract.paperNumbers, {})).body['numbers'] as PaperNumber[]).find((each) => each.number === number);
const reserve = async (count: number, minutes_ago = 60) => {
  const { status, body } = await desk.call(contract.reservePaper, { place: 'Ward 3', count });
  expect(status).toBe(201);
  expect((await desk.call(contract.notePaperPrinted, { block_id: body['block_id'] })).status).toBe(200);
  // As if it had been done before the server went away.
  await hospital.asSuperuser(`alter table patients.paper_block disable trigger keep_printed`);
  await hospital.asSuperuser(`update patients.paper_block set reserved_at = reserved_at - make_interval(mins => $2::int), printed_at = printed_at - make_interval(mins => $2::int) where id = $1`, [body['block_id'], minutes_ago]);
  await hospital.asSuperuser(`alter table patients.paper_block enable trigger keep_printed`);
  return body as { block_id: string; numbers: string[] };
};
const enter = (number: string, more: object = {}, by = desk) => by.call(contract.registerFromPaper, { number, happened_at: wall(-20), ...somebody(), ...more });

test('who was registered on paper keeps the number of the form; the time of the event and of the entry stay apart', async () => {
  const { numbers: [number] } = await reserve(1);
  const happened_at = wall(-20);
  const { status, body } = await enter(groupHospitalNumber(number!), { happened_at });
  expect(status).toBe(201);
  expect(body).toMatchObject({ hospital_number: number });
  const { written_later } = (await desk.call(contract.paperOf, { patient_id: body['id'] })).body as { written_later: { happened_at: string; entered_at: string; entered_by_name: string } };
  expect(Date.parse(written_later.happened_at)).toBe(Date.parse(`${happened_at}:00+05:30`));
  expect(Math.abs(Date.parse(written_later.entered_at) - Date.now())).toBeLessThan(60_000);
  expect(await listed(number!)).toMatchObject({ state: 'used', place: 'Ward 3', ...written_later });
  const [row] = await hospital.asSuperuser<{ document: { hospital_number: string } }>('select document from patients.version where patient_id = $1', [body['id']]);
  expect(row!.document.hospital_number).toBe(number);
  const events = await hospital.asSuperuser<{ detail: object }>(`select detail from audit.event where name = 'patients.paper.register' and patient_id = $1`, [body['id']]);
  expect(events).toMatchObject([{ detail: { number, happened_at: new Date(`${happened_at}:00+05:30`).toISOString() } }]);
  const ordinary = await desk.call(contract.register, somebody());
  expect((await desk.call(contract.paperOf, { patient_id: ordinary.body['id'] })).body).toEqual({ written_later: null });
});

test('two who enter the same number at once: one patient has it, and nothing is left of the other', async () => {
  const { numbers } = await reserve(8);
  for (const number of numbers) {
    const names = [crypto.randomUUID(), crypto.randomUUID()];
    const answers = await Promise.all([desk, other].map((by, at) => enter(number, { names: [{ text: names[at] }] }, by)));
    expect(answers.map(({ status }) => status).toSorted((one, another) => one - another)).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)!.body).toMatchObject({ code: 'patients.paper_number_gone' });
    expect(await hospital.asSuperuser('select from patients.name where text = any ($1)', [names])).toHaveLength(1);
  }
});

test('whoever voids and whoever enters at once: the number is used or voided, never both', async () => {
  const { numbers } = await reserve(8);
  for (const number of numbers) {
    const answers = await Promise.all([enter(number), other.call(contract.voidPaperNumber, { number, reason: 'Spoilt' })]);
    expect(answers.filter(({ status }) => status < 300)).toHaveLength(1);
    expect((await listed(number))!.state).toBe(answers[0].status === 201 ? 'used' : 'voided');
  }
});

test('a reserved number is given to nobody else, whoever registers meanwhile', async () => {
  const answers = await Promise.all([
    ...Array.from({ length: 4 }, () => desk.call(contract.reservePaper, { place: 'Desk', count: 20 })),
    ...Array.from({ length: 30 }, () => other.call(contract.register, somebody())),
  ]);
  const given = answers.flatMap(({ body }) => (body['numbers'] as string[] | undefined) ?? [body['hospital_number'] as string]);
  expect(given).toHaveLength(110);
  expect(new Set(given).size).toBe(110);
});

test('what does not fit is refused, names its field, and the number stays open', async () => {
  const { numbers: [number] } = await reserve(1);
  expect(await enter(number!, { happened_at: wall(5) })).toMatchObject({ status: 400, body: { errors: [{ field: 'happened_at', code: 'patients.time_to_come' }] } });
  expect(await enter(number!, { happened_at: wall(-62) })).toMatchObject({ status: 400, body: { code: 'patients.before_the_form', errors: [{ field: 'happened_at' }] } });
  expect(await enter(number!, { happened_at: '2026-13-45T10:20' })).toMatchObject({ status: 400, body: { errors: [{ field: 'happened_at' }] } });
  expect((await enter(number!, { birth_date: wall(26 * 60).slice(0, 10) })).status).toBe(400);
  expect(await enter('10000001')).toMatchObject({ status: 400, body: { errors: [{ field: 'number' }] } });
  const ordinary = (await desk.call(contract.register, somebody())).body['hospital_number'] as string;
  expect(await enter(ordinary)).toMatchObject({ status: 409, body: { code: 'patients.paper_number_gone' } });
  expect((await listed(number!))!.state).toBe('printed');
  expect((await enter(number!)).status).toBe(201);
});

test('one who may be known already is asked about, and the number is still open', async () => {
  const known = { names: [{ family: 'Paperson', given: ['Twice'] }], birth_date: '1988-04-12', sex: 'female' };
  expect((await desk.call(contract.register, known)).status).toBe(201);
  const { numbers: [number] } = await reserve(1);
  const asked = await enter(number!, known);
  expect(asked).toMatchObject({ status: 409, body: { code: 'patients.likely_duplicate' } });
  expect((await listed(number!))!.state).toBe('printed');
  const duplicates_reviewed = (asked.body['candidates'] as { patient_id: string }[]).map(({ patient_id }) => patient_id);
  expect((await enter(number!, { ...known, duplicates_reviewed })).body).toMatchObject({ hospital_number: number });
});

test('nothing is entered under a number that is not printed; printed again, the first time stays; forms are of open numbers', async () => {
  const { body } = await desk.call(contract.reservePaper, { place: 'Ward <4>', count: 3 });
  const { block_id, numbers } = body as { block_id: string; numbers: string[] };
  expect(await enter(numbers[0]!)).toMatchObject({ status: 400, body: { code: 'patients.before_the_form' } });
  const raw = (client = desk) => hospital.fastify.inject({ method: 'GET', url: `/api/paper-numbers/blocks/${block_id}/forms`, headers: { cookie: `openward=${client.session_token}`, 'x-openward': '1' } });
  expect((await raw()).statusCode).toBe(404);
  const first = (await desk.call(contract.notePaperPrinted, { block_id })).body;
  expect((await desk.call(contract.notePaperPrinted, { block_id })).body).toEqual(first);
  expect((await desk.call(contract.voidPaperNumber, { number: numbers[0], reason: 'Spoilt by coffee' })).status).toBe(200);
  expect(await listed(numbers[0]!)).toMatchObject({ state: 'voided', void_reason: 'Spoilt by coffee' });
  const page = (await raw()).body;
  expect(page).not.toContain(groupHospitalNumber(numbers[0]!));
  for (const number of numbers.slice(1)) expect(page).toContain(groupHospitalNumber(number));
  expect(page.match(/<svg/g)).toHaveLength(2);
  expect(page).toContain('Paper &lt;Hospital&gt;');
  expect(page).toContain('Ward &lt;4&gt;');
  const cashier = await hospital.signIn('cashier');
  expect((await raw(cashier)).statusCode).toBe(403);
  expect((await cashier.call(contract.reservePaper, { place: 'Till', count: 1 })).status).toBe(403);
  expect((await cashier.call(contract.paperNumbers, {})).status).toBe(403);
});

test('whoever reaches the database frees no number, changes none that is done, and gives none to a patient who has one', async () => {
  const { numbers: [used, open] } = await reserve(2);
  const { id } = (await enter(used!)).body as { id: string };
  await expect(hospital.asSuperuser(`update patients.paper_number set patient_id = null, happened_at = null, entered_at = null, entered_by = null, entered_by_name = null where number = $1`, [used])).rejects.toMatchObject({ constraint: 'paper_number_once' });
  await expect(hospital.asSuperuser(`update patients.paper_number set patient_id = $2, happened_at = now(), entered_at = now(), entered_by = $2, entered_by_name = 'X' where number = $1`, [open, id])).rejects.toMatchObject({ constraint: 'paper_number_new_patient' });
  await expect(hospital.asSuperuser(`update patients.patient set hospital_number = $2 where id = $1`, [id, open])).rejects.toMatchObject({ constraint: 'patient_number_is_paper' });
});

test('a restricted patient tells nobody who may not see them when they were registered', async () => {
  const { numbers: [number] } = await reserve(1);
  const { id } = (await enter(number!)).body as { id: string };
  await hospital.asSuperuser('update patients.patient set restricted = true where id = $1', [id]);
  await hospital.asSuperuser('update records.compartment set restricted = true where patient_id = $1', [id]);
  expect((await desk.call(contract.paperOf, { patient_id: id })).status).toBe(403);
  expect((await desk.call(contract.paperOf, { patient_id: crypto.randomUUID() })).status).toBe(404);
});

test('whatever is done in whatever order, each number is in one state and each used one has one patient', async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.nat(2), fc.constantFrom('enter', 'void', 'print')), { minLength: 1, maxLength: 8 }), async (acts) => {
    const { block_id, numbers } = await reserve(3);
    const done = new Map<string, string>();
    for (const [at, act] of acts) {
      const number = numbers[at]!;
      if (act === 'print') expect((await desk.call(contract.notePaperPrinted, { block_id })).status).toBe(200);
      else {
        const { status } = act === 'enter' ? await enter(number) : await desk.call(contract.voidPaperNumber, { number, reason: 'Not needed' });
        expect(status < 300).toBe(!done.has(number));
        if (!done.has(number)) done.set(number, act === 'enter' ? 'used' : 'voided');
      }
    }
    for (const number of numbers) expect((await listed(number))?.state).toBe(done.get(number) ?? 'printed');
    const patients = await hospital.asSuperuser('select from patients.patient where hospital_number = any ($1)', [numbers]);
    expect(patients).toHaveLength([...done.values()].filter((state) => state === 'used').length);
  }), { numRuns: 12 });
});
