import { afterAll, beforeAll, expect, test } from 'vitest';
import fc from 'fast-check';
import { groupHospitalNumber, type PaperNumber } from '@openward/patients/contract';
import { type Visit, visitsContract as contract } from '../../contract/index.ts';
import { openVisitsHospital, type VisitsHospital } from '../test-hospital.ts';

let hospital: VisitsHospital;
beforeAll(async () => {
  hospital = await openVisitsHospital();
  await hospital.asSuperuser(`insert into platform.installation (mode, hospital_name, time_zone) values ('demo', 'Paper <Hospital>', 'Asia/Kolkata')`);
});
afterAll(() => hospital.close());

/** The clock on the wall of the hospital, so many minutes from now. */
const wall = (minutes = 0) => new Date(Date.now() + (330 + minutes) * 60_000).toISOString().slice(0, 16);
const at = (text: string) => Date.parse(`${text}:00+05:30`);
const listed = async (number: string) => ((await hospital.desk.call(contract.visitForms, {})).body['numbers'] as PaperNumber[]).find((each) => each.number === number);
const reserve = async (count: number, minutes_ago = 120) => {
  const { status, body } = await hospital.desk.call(contract.reserveVisitForms, { place: 'Ward 3', count });
  expect(status).toBe(201);
  expect((await hospital.desk.call(contract.noteVisitFormsPrinted, { block_id: body['block_id'] })).status).toBe(200);
  // As if it had been done before the server went away.
  await hospital.asSuperuser('alter table visits.form_block disable trigger keep_printed');
  await hospital.asSuperuser('update visits.form_block set reserved_at = reserved_at - make_interval(mins => $2::int), printed_at = printed_at - make_interval(mins => $2::int) where id = $1', [body['block_id'], minutes_ago]);
  await hospital.asSuperuser('alter table visits.form_block enable trigger keep_printed');
  return body as { block_id: string; numbers: string[] };
};
const enter = (number: string, patient_id: string, more: object = {}, by = hospital.desk) =>
  by.call<Visit>(contract.openFromForm, { number, patient_id, class: 'outpatient', happened_at: wall(-60), ended_at: wall(-20), ...more });

test('a visit that was on paper keeps number and times of its sheet, also in FHIR; the time of entry stays apart', async () => {
  const { numbers: [number] } = await reserve(1);
  const patient_id = await hospital.patient();
  const [happened_at, ended_at] = [wall(-60), wall(-20)];
  const { status, body, text } = await enter(number!, patient_id, { happened_at, ended_at, reasons: [{ text: 'Cough' }], practitioner_id: hospital.staff_ids[0] });
  expect(status, text).toBe(201);
  expect(body).toMatchObject({ number, status: 'finished', patient_id });
  expect([body.arrived_at, body.started_at, body.ended_at].map((time) => Date.parse(time!))).toEqual([at(happened_at), at(happened_at), at(ended_at)]);
  expect(body.history.map((each) => [each.status, Date.parse(each.at)])).toEqual([['in-progress', at(happened_at)], ['finished', at(ended_at)]]);
  expect(Date.parse(body.written_later!.happened_at)).toBe(at(happened_at));
  expect(Math.abs(Date.parse(body.written_later!.entered_at) - Date.now())).toBeLessThan(60_000);
  expect(await listed(number!)).toMatchObject({ state: 'used', place: 'Ward 3', ...body.written_later });
  const encounter = (await hospital.doctor.send('GET', `/patients/${patient_id}/resources/Encounter/${body.id}`)).body as unknown as { identifier: { value: string }[]; period: { start: string; end: string }; meta: { lastUpdated: string } };
  expect(encounter.identifier[0]!.value).toBe(number);
  expect([encounter.period.start, encounter.period.end].map((time) => Date.parse(time))).toEqual([at(happened_at), at(ended_at)]);
  expect(Math.abs(Date.parse(encounter.meta.lastUpdated) - Date.now())).toBeLessThan(60_000);
  const ordinary = await hospital.visit(patient_id);
  expect(ordinary.written_later).toBeNull();
});

test('one that goes on is being seen since the time of the sheet, and is signed as any', async () => {
  const { numbers: [number] } = await reserve(1);
  const { body } = await enter(number!, await hospital.patient(), { ended_at: null }, hospital.doctor);
  expect(body).toMatchObject({ status: 'in-progress', number });
  const signed = await hospital.doctor.call<Visit>(contract.close, { patient_id: body.patient_id, visit_id: body.id, version: body.version, disposition: 'home', no_diagnosis_reason: 'On the sheet' });
  expect(signed.body).toMatchObject({ number, status: 'finished', written_later: body.written_later });
});

test('two who enter the same number at once: one visit has it, and nothing is left of the other', async () => {
  const { numbers } = await reserve(6);
  for (const number of numbers) {
    const patients = [await hospital.patient(), await hospital.patient()];
    const answers = await Promise.all([hospital.desk, hospital.doctor].map((by, each) => enter(number, patients[each]!, {}, by)));
    expect(answers.map(({ status }) => status).toSorted((one, another) => one - another)).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)!.body).toMatchObject({ code: 'visits.form_gone' });
    expect(await hospital.asSuperuser('select from visits.visit where patient_id = any ($1)', [patients])).toHaveLength(1);
  }
});

test('a reserved number is given to no other visit, whoever opens one meanwhile', async () => {
  const patient_id = await hospital.patient();
  const answers = await Promise.all([
    ...Array.from({ length: 3 }, () => hospital.desk.call(contract.reserveVisitForms, { place: 'Desk', count: 20 })),
    ...Array.from({ length: 15 }, () => hospital.doctor.call(contract.open, { patient_id, class: 'outpatient', although_open: true })),
  ]);
  const given = answers.flatMap(({ body }) => (body['numbers'] as string[] | undefined) ?? [body['number'] as string]);
  expect(given).toHaveLength(75);
  expect(new Set(given).size).toBe(75);
});

test('what does not fit is refused, names its field, and the number stays open', async () => {
  const { numbers: [number] } = await reserve(1);
  const patient_id = await hospital.patient({ birth_date: wall(-24 * 60).slice(0, 10) });
  const refused = async (more: object, field: string, code: string) => expect(await enter(number!, patient_id, more)).toMatchObject({ status: 400, body: { errors: [{ field, code }] } });
  await refused({ happened_at: wall(5), ended_at: null }, 'happened_at', 'visits.time_to_come');
  await refused({ ended_at: wall(5) }, 'ended_at', 'visits.time_to_come');
  await refused({ ended_at: wall(-90) }, 'ended_at', 'visits.end_before_beginning');
  await refused({ happened_at: wall(-72 * 60) }, 'happened_at', 'visits.before_birth');
  expect(await enter(number!, patient_id, { happened_at: wall(-122) })).toMatchObject({ status: 400, body: { code: 'visits.before_the_form', errors: [{ field: 'happened_at' }] } });
  expect((await enter(number!, crypto.randomUUID())).status).toBe(404);
  expect((await enter(number!, patient_id, { class: 'inpatient' })).status).toBe(400);
  expect((await listed(number!))!.state).toBe('printed');
  expect((await enter(number!, patient_id)).status).toBe(201);
});

test('nothing is entered before the sheets are made; they are of open numbers, four for each', async () => {
  const { body } = await hospital.desk.call(contract.reserveVisitForms, { place: 'Ward <4>', count: 3 });
  const { block_id, numbers } = body as { block_id: string; numbers: string[] };
  expect(await enter(numbers[0]!, await hospital.patient())).toMatchObject({ status: 400, body: { code: 'visits.before_the_form' } });
  const raw = (client = hospital.desk) => hospital.fastify.inject({ method: 'GET', url: `/api/visit-forms/blocks/${block_id}/forms`, headers: { cookie: `openward=${client.session_token}`, 'x-openward': '1' } });
  expect((await raw()).statusCode).toBe(404);
  const first = (await hospital.desk.call(contract.noteVisitFormsPrinted, { block_id })).body;
  expect((await hospital.desk.call(contract.noteVisitFormsPrinted, { block_id })).body).toEqual(first);
  expect((await hospital.desk.call(contract.voidVisitForm, { number: numbers[0], reason: 'Spoilt' })).status).toBe(200);
  expect(await listed(numbers[0]!)).toMatchObject({ state: 'voided', void_reason: 'Spoilt' });
  const page = (await raw()).body;
  expect(page).not.toContain(groupHospitalNumber(numbers[0]!));
  for (const number of numbers.slice(1)) expect(page.split(`<bdi>${groupHospitalNumber(number)}</bdi>`)).toHaveLength(5);
  expect(page).toContain('Paper &lt;Hospital&gt;');
  expect(page).toContain('Ward &lt;4&gt;');
  expect((await raw(hospital.nurse)).statusCode).toBe(403);
});

test('whoever reaches the database changes no number that is done, and claims none without a visit', async () => {
  const { numbers: [used, open] } = await reserve(2);
  const { id } = (await enter(used!, await hospital.patient())).body;
  await expect(hospital.asSuperuser('update visits.form_number set visit_id = null, happened_at = null, entered_at = null, entered_by = null, entered_by_name = null where number = $1', [used])).rejects.toMatchObject({ constraint: 'form_number_once' });
  const claim = `update visits.form_number set visit_id = $2, happened_at = now(), entered_at = now(), entered_by = $2, entered_by_name = 'X' where number = $1`;
  await expect(hospital.asSuperuser(claim, [open, id])).rejects.toMatchObject({ constraint: 'form_number_new_visit' });
  await expect(hospital.asSuperuser(claim, [open, crypto.randomUUID()])).rejects.toMatchObject({ constraint: 'form_number_has_its_visit' });
});

test('whatever is done in whatever order, each number is in one state and each used one has one visit', async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.nat(2), fc.constantFrom('enter', 'void', 'both at once')), { minLength: 1, maxLength: 6 }), async (acts) => {
    const { numbers } = await reserve(3);
    const patient_id = await hospital.patient();
    const done = new Map<string, string>();
    for (const [place, act] of acts) {
      const number = numbers[place]!;
      const [entered, voided] = await Promise.all([
        act === 'void' ? null : enter(number, patient_id), act === 'enter' ? null : hospital.desk.call(contract.voidVisitForm, { number, reason: 'Not needed' }),
      ]);
      const well = [entered?.status === 201 && 'used', voided?.status === 200 && 'voided'].filter((each) => typeof each === 'string');
      expect(well).toHaveLength(done.has(number) ? 0 : 1);
      if (well[0] !== undefined) done.set(number, well[0]);
    }
    for (const number of numbers) expect((await listed(number))?.state).toBe(done.get(number) ?? 'printed');
    expect(await hospital.asSuperuser('select from visits.visit where number = any ($1)', [numbers])).toHaveLength([...done.values()].filter((state) => state === 'used').length);
  }), { numRuns: 8 });
});
