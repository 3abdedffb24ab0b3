import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer, Client } from '@openward/platform/testing';
import { recordsContract } from '@openward/records/contract';
import { type Visit, visitStatuses, visitsContract as contract } from '../contract/index.ts';
import { transitions } from '../rules/transition.ts';
import { openVisitsHospital, type VisitsHospital } from './test-hospital.ts';

let hospital: VisitsHospital;
beforeAll(async () => {
  hospital = await openVisitsHospital();
});
afterAll(() => hospital.close());

type Contract = Parameters<Client['call']>[0];
const on = (visit: Visit, more: object = {}) => ({ patient_id: visit.patient_id, visit_id: visit.id, version: visit.version, ...more });
const done = async (client: Client, what: Contract, visit: Visit, more: object = {}): Promise<Visit> => {
  const answer = await client.call<Visit>(what, on(visit, more));
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
};
const fhir = async (type: string, id: string): Promise<Answer['body']> => {
  const [row] = await hospital.asSuperuser<{ body: string }>('select body::text from records.resource where type = $1 and id = $2', [type, id]);
  return JSON.parse(row?.body ?? 'null') as Answer['body'];
};
const cough = { system: 'http://snomed.info/sct', code: '49727002', display: 'Cough' };
const flu = { rank: 1, system: 'http://hl7.org/fhir/sid/icd-10', code: 'J11.1', display: 'Influenza' };

describe('a visit', () => {
  it('is opened with a number, brought from state to state, and shown as an Encounter that says the same', async () => {
    const { doctor, desk, nurse, department_id, location_id, staff_ids } = hospital;
    const patient_id = await hospital.patient();
    const opened = await desk.call<Visit>(contract.open, {
      patient_id, class: 'outpatient', department_id, location_id, practitioner_id: staff_ids[0], reasons: [cough, { text: 'tired' }], referred_by: 'Dr Lee',
    });
    expect(opened.status, opened.text).toBe(201);
    expect(opened.body).toMatchObject({ status: 'arrived', version: 1, department_name: 'Clinic', location_name: 'Room 1', clinical: null });
    expect(opened.body.number).toMatch(/^\d{8}$/);
    const triaged = await done(nurse, contract.advance, opened.body, { to: 'triaged' });
    const seen = await done(doctor, contract.advance, triaged, { to: 'in-progress' });
    expect(seen).toMatchObject({ version: 3, next: ['onleave', 'finished', 'entered-in-error'], clinical: { reasons: [cough, { text: 'tired' }], referred_by: 'Dr Lee' } });
    expect(seen.history.map(({ status }) => status)).toEqual(['arrived', 'triaged', 'in-progress']);
    expect(await fhir('Encounter', seen.id)).toMatchObject({
      status: 'in-progress', class: { code: 'AMB' }, identifier: [{ value: seen.number }], subject: { reference: `Patient/${patient_id}` },
      statusHistory: [{ status: 'arrived', period: { end: seen.triaged_at } }, { status: 'triaged' }, { status: 'in-progress' }],
      participant: [{ individual: { reference: `Practitioner/${staff_ids[0]}` } }], reasonCode: [{ coding: [cough] }, { text: 'tired' }],
      location: [{ location: { reference: `Location/${location_id}` } }], serviceProvider: { reference: `Organization/${department_id}` }, period: { start: seen.arrived_at },
    });
    const events = await hospital.asSuperuser<{ name: string; patient_id: string }>(`select name, patient_id from audit.event where patient_id = $1 and name like 'visits.%' order by at`, [patient_id]);
    expect(events.map(({ name }) => name)).toEqual(['visits.visit.open', 'visits.visit.advance', 'visits.visit.advance']);
  });

  it('has diagnoses with use and rank, each a Condition; one that is taken off stays as entered in error', async () => {
    const { doctor } = hospital;
    const visit = await hospital.visit(await hospital.patient());
    const diagnosed = await done(doctor, contract.diagnose, visit, { diagnoses: [flu, { rank: 2, display: 'Dehydration', certainty: 'provisional' }] });
    const [first, second] = diagnosed.clinical?.diagnoses ?? [];
    expect(await fhir('Condition', first?.id ?? '')).toMatchObject({
      category: [{ coding: [{ code: 'encounter-diagnosis' }] }], code: { coding: [{ code: 'J11.1' }], text: 'Influenza' }, encounter: { reference: `Encounter/${visit.id}` },
    });
    // The two change places: each rank is there once all the while.
    const swapped = await done(doctor, contract.diagnose, diagnosed, { diagnoses: [{ ...first, rank: 2 }, { ...second, rank: 1 }] });
    expect(swapped.clinical?.diagnoses.map(({ display }) => display)).toEqual(['Dehydration', 'Influenza']);
    const one = await done(doctor, contract.diagnose, swapped, { diagnoses: [{ ...second, rank: 1 }] });
    expect(await fhir('Condition', first?.id ?? '')).toMatchObject({ verificationStatus: { coding: [{ code: 'entered-in-error' }] } });
    expect((await fhir('Encounter', one.id))['diagnosis']).toMatchObject([{ condition: { reference: `Condition/${second?.id}` }, use: { coding: [{ code: 'DD' }] }, rank: 1 }]);
    const twice = await doctor.call(contract.diagnose, on(one, { diagnoses: [{ rank: 1, display: 'A' }, { rank: 1, display: 'B' }] }));
    expect(twice).toMatchObject({ status: 400, body: { errors: [{ field: 'diagnoses[1].rank', code: 'visits.rank_taken' }] } });
  });

  it('shows no diagnosis that a label hides, in no list, paper or Encounter; whoever does not see it neither loses nor meets it', async () => {
    const { doctor } = hospital;
    const visit = await hospital.visit(await hospital.patient());
    const diagnosed = await done(doctor, contract.diagnose, visit, { diagnoses: [{ ...flu, display: 'LEAK' }] });
    const id = diagnosed.clinical?.diagnoses[0]?.id ?? '';
    const told = async () => Promise.all([
      doctor.call(contract.read, { patient_id: visit.patient_id, visit_id: visit.id }), doctor.call(contract.ofPatient, { patient_id: visit.patient_id }),
      doctor.send('GET', `/patients/${visit.patient_id}/resources/Encounter/${visit.id}`), doctor.call(contract.list),
    ].map(async (answer) => (await answer).text.includes('LEAK')));
    expect((await told()).slice(0, 2)).toEqual([true, true]);
    await hospital.asSuperuser(`update records.resource set sensitivity = 'PSY' where type = 'Condition' and id = $1`, [id]);
    expect(await told()).toEqual([false, false, false, false]);
    const second = await done(doctor, contract.diagnose, diagnosed, { diagnoses: [{ rank: 1, display: 'Cough' }] });
    expect(second.clinical?.diagnoses).toMatchObject([{ display: 'Cough', rank: 1 }]);
    expect((await fhir('Encounter', visit.id))['diagnosis'].map(({ condition }: { condition: { reference: string } }) => condition.reference)).toContain(`Condition/${id}`);
    expect(await fhir('Condition', id)).toMatchObject({ verificationStatus: { coding: [{ code: 'confirmed' }] } });
    await hospital.asSuperuser(`insert into auth.label_account (label, account_id, given_by) values ('PSY', $1, (select id from auth.account where id <> $1 limit 1))`, [doctor.account_id]);
    const whole = await doctor.call<Visit>(contract.read, { patient_id: visit.patient_id, visit_id: visit.id });
    expect(whole.body.clinical?.diagnoses.map(({ display, use }) => [display, use])).toEqual([['Cough', 'discharge'], ['LEAK', 'discharge']]);
    await hospital.asSuperuser(`delete from auth.label_account where account_id = $1`, [doctor.account_id]);
  });

  it('is signed only with a diagnosis or a reason for none, does not change afterwards, and is opened again with a reason', async () => {
    const { doctor, nurse } = hospital;
    const visit = await hospital.visit(await hospital.patient());
    expect(await doctor.call(contract.close, on(visit, { disposition: 'home' }))).toMatchObject({ status: 409, body: { code: 'visits.needs_a_diagnosis' } });
    const closed = await done(doctor, contract.close, visit, { disposition: 'home', no_diagnosis_reason: 'Sent to the specialist' });
    expect(closed).toMatchObject({ status: 'finished', next: ['entered-in-error'], disposition: 'home' });
    expect(closed.signed_at).not.toBeNull();
    expect((await fhir('Encounter', visit.id))['hospitalization'].dischargeDisposition.coding[0].code).toBe('home');
    const changes = { department_id: null, location_id: null, reasons: [], history_text: 'x', referred_by: null, referral_text: null };
    expect(await doctor.call(contract.update, on(closed, changes))).toMatchObject({ status: 409, body: { code: 'visits.closed' } });
    expect(await doctor.call(contract.diagnose, on(closed, { diagnoses: [flu] }))).toMatchObject({ status: 409, body: { code: 'visits.closed' } });
    expect((await nurse.call(contract.reopen, on(closed, { reason: 'x' }))).status).toBe(403);
    const again = await done(doctor, contract.reopen, closed, { reason: 'Result came late' });
    expect(again).toMatchObject({ status: 'in-progress', signed_at: null, reopened_reason: 'Result came late' });
    expect(again.history.at(-1)).toMatchObject({ status: 'in-progress', reason: 'Result came late' });
    expect(await hospital.asSuperuser(`select from audit.event where name = 'visits.visit.reopen' and outcome = 'success' and patient_id = $1`, [visit.patient_id])).toHaveLength(1);
  });

  it('is not signed over one’s own unsigned notes, and over those of others only by who has seen which', async () => {
    const { doctor, other_doctor } = hospital;
    const template_id = (await doctor.call(recordsContract.noteTemplates)).body['templates'].find(({ name }: { name: string }) => name === 'SOAP').id as string;
    const visit = await hospital.visit(await hospital.patient());
    const { patient_id } = visit;
    const begin = async (client: Client, visit_id: string) => (await client.call(recordsContract.startNote, { patient_id, visit_id, template_id })).body['id'] as string;
    const [own, others] = [await begin(doctor, visit.id), await begin(other_doctor, visit.id)];
    const elsewhere = await hospital.visit(patient_id);
    await begin(doctor, elsewhere.id);
    const closing = { disposition: 'home', no_diagnosis_reason: 'x' };
    const [name] = await hospital.asSuperuser<{ display_name: string }>('select display_name from auth.account where id = $1', [other_doctor.account_id]);
    for (const more of [{}, { although_unsigned: true }]) {
      const refused = await doctor.call(contract.close, on(visit, { ...closing, ...more }));
      expect(refused).toMatchObject({ status: 409, body: { code: 'visits.own_notes_unsigned', notes: [{ title: 'SOAP' }] } });
      expect(refused.body['notes']).toHaveLength(1);
    }
    expect((await doctor.call(recordsContract.discardDraft, { patient_id, note_id: own, version: 1 })).status).toBe(200);
    expect(await doctor.call(contract.close, on(visit, closing))).toMatchObject({ status: 409, body: { code: 'visits.notes_unsigned', notes: [{ title: 'SOAP', author: name?.display_name }] } });
    const closed = await done(doctor, contract.close, visit, { ...closing, although_unsigned: true });
    // It is still owed by its author, and can still be signed.
    expect((await other_doctor.call(recordsContract.inbox)).body['loops']).toContainEqual(expect.objectContaining({ kind: 'note', visit_id: closed.id }));
    await other_doctor.call(recordsContract.saveDraft, { patient_id, note_id: others, version: 1, title: 'SOAP', sections: [{ heading: 'Plan', text: 'Rest' }] });
    expect((await other_doctor.call(recordsContract.signNote, { patient_id, note_id: others, version: 2 })).status).toBe(200);
  });

  it('is not what the database forbids, whoever writes', async () => {
    const { doctor } = hospital;
    const patient_id = await hospital.patient();
    const open = await hospital.visit(patient_id);
    await expect(hospital.asSuperuser(`update visits.visit set status = 'arrived' where id = $1`, [open.id])).rejects.toThrow(/does not follow/);
    await expect(hospital.asSuperuser(`update visits.visit set ended_at = now() - interval '1 year', status = 'finished' where id = $1`, [open.id])).rejects.toThrow(/visit_times_in_order/);
    await expect(hospital.asSuperuser(`update visits.visit set status = 'finished', ended_at = now(), signed_at = now(), signed_by_name = 'x' where id = $1`, [open.id])).rejects.toThrow(/Signing needs/);
    await expect(hospital.asSuperuser(`update visits.visit set number = '10000004' where id = $1`, [open.id])).rejects.toThrow(/keeps its number/);
    const closed = await done(doctor, contract.close, open, { disposition: 'home', no_diagnosis_reason: 'x' });
    await expect(hospital.asSuperuser(`update visits.visit set history_text = 'x' where id = $1`, [closed.id])).rejects.toThrow(/does not change/);
    await expect(hospital.asSuperuser(`insert into visits.diagnosis (visit_id, use, rank, display) values ($1, 'discharge', 1, 'x')`, [closed.id])).rejects.toThrow(/does not change/);
    await expect(hospital.asSuperuser(`update visits.visit set status = 'in-progress', ended_at = null, signed_at = null, signed_by_name = null where id = $1`, [closed.id])).rejects.toThrow(/needs a reason/);
  });

  it('goes the ways of the table, and the table is the one that screens read', async () => {
    const rows = await hospital.asSuperuser<{ from_status: string; to_status: string }>('select from_status, to_status from visits.transition');
    const said = visitStatuses.flatMap((from) => transitions[from].map((to) => `${from} ${to}`));
    expect(new Set(rows.map(({ from_status, to_status }) => `${from_status} ${to_status}`))).toEqual(new Set(said));
  });
});

describe('what is asked once more', () => {
  it('warns of an open visit with the same clinician, and opens it when told so', async () => {
    const { doctor, other_doctor } = hospital;
    const patient_id = await hospital.patient();
    const first = await hospital.visit(patient_id);
    const second = { patient_id, class: 'outpatient' };
    expect(await doctor.call(contract.open, second)).toMatchObject({ status: 409, body: { code: 'visits.open_already', visit_id: first.id } });
    expect((await other_doctor.call(contract.open, second)).status).toBe(201);
    expect((await doctor.call(contract.open, { ...second, although_open: true })).status).toBe(201);
  });

  it('opens a visit of somebody who died only when told so, and none in a record that was merged away', async () => {
    const { doctor } = hospital;
    const [patient_id, gone] = [await hospital.patient(), await hospital.patient()];
    await hospital.asSuperuser('update patients.patient set deceased = true where id = $1', [patient_id]);
    expect(await doctor.call(contract.open, { patient_id, class: 'emergency' })).toMatchObject({ status: 409, body: { code: 'visits.patient_deceased' } });
    expect((await doctor.call<Visit>(contract.open, { patient_id, class: 'emergency', after_death: true })).body).toMatchObject({ after_death: true });
    await expect(hospital.asSuperuser(`insert into visits.visit (patient_id, class, status, arrived_at) values ($1, 'home', 'arrived', now())`, [patient_id])).rejects.toThrow(/deceased/);
    await hospital.asSuperuser('update patients.patient set survivor_id = $2 where id = $1', [gone, patient_id]);
    await expect(hospital.asSuperuser(`insert into visits.visit (patient_id, class, status, arrived_at) values ($1, 'home', 'arrived', now())`, [gone])).rejects.toThrow(/merged/);
  });
});

describe('two at once', () => {
  it.each([
    ['close', contract.close, { disposition: 'home', no_diagnosis_reason: 'x' }],
    ['end', contract.advance, { to: 'finished' }],
    ['withdraw', contract.withdraw, { reason: 'Wrong day' }],
    ['diagnose', contract.diagnose, { diagnoses: [flu] }],
  ] as const)('%s: one does it, the other is told', async (_what, act, more) => {
    const visit = await hospital.visit(await hospital.patient());
    const answers = await Promise.all([hospital.doctor, hospital.other_doctor].map((client) => client.call(act, on(visit, more))));
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'visits.changed', current: { version: 2 } });
  });

  it('signing and a new diagnosis: what is signed is what stood then', async () => {
    for (let round = 0; round < 6; round += 1) {
      const visit = await hospital.visit(await hospital.patient());
      const [closed, diagnosed] = await Promise.all([
        hospital.doctor.call(contract.close, on(visit, { disposition: 'home', no_diagnosis_reason: 'x' })),
        hospital.other_doctor.call(contract.diagnose, on(visit, { diagnoses: [flu] })),
      ]);
      expect([closed.status, diagnosed.status].sort((a, b) => a - b)).toEqual([200, 409]);
      const [count] = await hospital.asSuperuser<{ count: number }>('select count(*)::int as count from visits.diagnosis where visit_id = $1', [visit.id]);
      expect(count?.count).toBe(diagnosed.status === 200 ? 1 : 0);
    }
  });

  it('call off and check in: one of the two', async () => {
    const patient_id = await hospital.patient();
    const visit = await hospital.visit(patient_id, { status: 'planned' });
    const answers = await Promise.all([hospital.desk.call(contract.checkIn, on(visit)), hospital.nurse.call(contract.cancel, on(visit, { reason: 'Called off' }))]);
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409]);
    const { body } = await hospital.doctor.call<Visit>(contract.read, { patient_id, visit_id: visit.id });
    expect(body.history).toHaveLength(2);
  });
});

describe('the lists', () => {
  it('shows what is open, mine, of my department and unsigned, page by page, and names the patients in one event', async () => {
    const { doctor, desk, department_id } = hospital;
    const patient_id = await hospital.patient();
    const visits = [await hospital.visit(patient_id, { department_id }), await hospital.visit(patient_id, { class: 'tele', practitioner_id: null })];
    const over = await done(doctor, contract.advance, visits[1]!, { to: 'finished' });
    const ids = async (input: object, client = doctor) => (await client.call(contract.list, input)).body['visits'].map(({ id }: { id: string }) => id) as string[];
    expect(await ids({ of: 'mine' })).toContain(visits[0]?.id);
    expect(await ids({ of: 'mine' })).not.toContain(over.id);
    expect(await ids({ of: 'department' })).toContain(visits[0]?.id);
    expect(await ids({ of: 'department' }, desk)).toEqual([]);
    expect(await ids({ state: 'unsigned' })).toContain(over.id);
    expect(await ids({ state: 'today', class: 'tele' })).toContain(over.id);
    const one = (await doctor.call(contract.list, { state: 'today', limit: 1 })).body;
    const next = (await doctor.call(contract.list, { state: 'today', limit: 1, after: one['next'] })).body;
    expect(next['visits'][0].id).not.toBe(one['visits'][0].id);
    expect((await desk.call(contract.list, {})).body['visits'].every(({ reason }: { reason: null }) => reason === null)).toBe(true);
  });

  it('shows imported visits among ours, for reading', async () => {
    const patient_id = await hospital.patient();
    const own = await hospital.visit(patient_id);
    await hospital.database.transaction({ scope: 'system' }, async (tx) => {
      const { records } = await import('@openward/records/api');
      await records.put(tx, { source: 'synthea', resource: { resourceType: 'Encounter', id: crypto.randomUUID(), status: 'finished', class: { code: 'AMB' },
        type: [{ text: 'Check-up' }], subject: { reference: `Patient/${patient_id}` }, period: { start: '2019-05-01', end: '2019-05-02' } } });
    });
    const { body } = await hospital.doctor.call(contract.ofPatient, { patient_id });
    expect(body).toMatchObject({ more: false, visits: [{ id: own.id, source: null }, { title: 'Check-up', source: 'synthea', date: '2019-05-01', number: null }] });
  });

  it('opens no visit of a restricted patient to those without a clearance, nor by another patient’s record', async () => {
    const [patient_id, other] = [await hospital.patient(), await hospital.patient()];
    const visit = await hospital.visit(patient_id);
    expect((await hospital.doctor.call(contract.read, { patient_id: other, visit_id: visit.id })).status).toBe(404);
    await hospital.asSuperuser('update patients.patient set restricted = true where id = $1', [patient_id]);
    await hospital.asSuperuser('update records.compartment set restricted = true where patient_id = $1', [patient_id]);
    expect((await hospital.doctor.call(contract.read, { patient_id, visit_id: visit.id })).status).toBe(403);
    expect((await hospital.doctor.call(contract.list, {})).body['visits'].map(({ id }: { id: string }) => id)).not.toContain(visit.id);
  });
});
