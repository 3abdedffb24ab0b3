import { pdfText } from '@openward/platform/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { patientsContract } from '@openward/patients/contract';
import { records } from '@openward/records/api';
import { type Emergency, type RegisterLine, visitsContract as contract } from '../../contract/index.ts';
import { type EmergencyHospital, of, openEmergencyHospital } from './test-emergency.ts';

let hospital: EmergencyHospital;
beforeAll(async () => {
  hospital = await openEmergencyHospital();
});
afterAll(() => hospital.close());

const encounter = async (visit_id: string) =>
  (await hospital.asSuperuser<{ body: Record<string, never> }>(`select body from records.resource where type = 'Encounter' and id = $1`, [visit_id]))[0]?.body as unknown;
const targets = (...minutes: number[]) => minutes.map((each, at) => ({ level: at + 1, minutes: each }));
const empty = () => hospital.asSuperuser(`update visits.visit set status = 'cancelled', stopped_reason = 'Test over' where class = 'emergency' and status in ('arrived', 'triaged')`);

it('receives somebody unknown in one step, with a number, a place on the board, and a flag where the police may ask', async () => {
  const one = await hospital.arrived({ arrival_mode: 'ambulance', complaint: 'Fall from a roof', medico_legal: true, medico_legal_note: 'Police informed', next_of_kin: { name: 'A neighbour', phone: '555' } });
  expect(one).toMatchObject({ unknown: true, state: 'to-triage', arrival_mode: 'ambulance', medico_legal: true, department_id: hospital.department_id, complaint: null });
  expect(one.patient_name).toMatch(/^Unknown/);
  expect((await hospital.doctor.call<Emergency>(contract.emergency, { patient_id: one.patient_id, visit_id: one.visit_id })).body).toMatchObject({ complaint: 'Fall from a roof', medico_legal_note: 'Police informed' });
  expect(await encounter(one.visit_id)).toMatchObject({ class: { code: 'EMER' }, hospitalization: { admitSource: { text: 'By ambulance' } } });
  const flags = await hospital.asSuperuser<{ status: string }>(`select status from records.resource where type = 'Flag' and patient_id = $1`, [one.patient_id]);
  expect(flags).toEqual([{ status: 'active' }]);
  await empty();
});

it('receives somebody known once, and asks nothing of who pays', async () => {
  const patient_id = await hospital.patient();
  expect((await hospital.desk.call(contract.arrive, { patient_id })).status).toBe(201);
  const again = await hospital.desk.call(contract.arrive, { patient_id });
  expect([again.status, again.body['code']]).toEqual([409, 'visits.emergency_already']);
  expect((await hospital.desk.call(contract.arrive, {})).status).toBe(400);
  expect((await hospital.desk.call(contract.arrive, { patient_id, unknown: {} })).status).toBe(400);
  await empty();
});

it('triages by the scheme of the department, and again only with a reason; the history stays, and worse is due sooner', async () => {
  const one = await hospital.triaged(4);
  expect(one).toMatchObject({ scheme: 'ESI', level: 4, state: 'waiting', status: 'triaged' });
  expect(Date.parse(one.due_at ?? '') - Date.parse(one.arrived_at)).toBe(60 * 60_000);
  const plain = await hospital.nurse.call(contract.triage, { ...of(one), level: 2 });
  expect([plain.status, plain.body['code']]).toEqual([400, 'input.invalid']);
  const worse = await hospital.nurse.call<Emergency>(contract.triage, { ...of(one), level: 2, reason: 'Sweating, pale' });
  expect(worse.body.triages.map(({ level, reason }) => [level, reason])).toEqual([[4, null], [2, 'Sweating, pale']]);
  expect(Date.parse(worse.body.due_at ?? '')).toBeLessThan(Date.parse(one.due_at ?? ''));
  expect(await encounter(one.visit_id)).toMatchObject({ priority: { coding: [{ code: 'EM' }] } });
  const observations = await hospital.asSuperuser(`select from records.resource where type = 'Observation' and visit_id = $1`, [one.visit_id]);
  expect(observations).toHaveLength(2);
  const stale = await hospital.nurse.call(contract.triage, { ...of(one), level: 1, reason: 'Worse' });
  expect([stale.status, stale.body['code']]).toEqual([409, 'visits.changed']);
  await empty();
});

it('asks for triage again when the score got worse since', async () => {
  const one = await hospital.triaged(3);
  expect((await hospital.board()).find(({ visit_id }) => visit_id === one.visit_id)?.attention).toBeNull();
  await hospital.asSuperuser(`update patients.patient set birth_date = '1970-01-01' where id = $1`, [one.patient_id]);
  await hospital.database.transaction({ scope: 'system' }, async (tx) => {
    await records.put(tx, {
      patient_id: one.patient_id,
      resource: {
        resourceType: 'Observation', id: crypto.randomUUID(), status: 'final', code: { coding: [{ system: 'http://snomed.info/sct', code: '1104051000000101' }] },
        subject: { reference: `Patient/${one.patient_id}` }, encounter: { reference: `Encounter/${one.visit_id}` }, effectiveDateTime: new Date().toISOString(), valueQuantity: { value: 7 },
      },
    });
  });
  expect((await hospital.board()).find(({ visit_id }) => visit_id === one.visit_id)).toMatchObject({ attention: 'worse', news2: 7 });
  const again = await hospital.nurse.call<Emergency>(contract.triage, { ...of(one), level: 2, reason: 'NEWS2 7' });
  expect(again.body).toMatchObject({ attention: null, triages: [{ news2: null }, { news2: 7 }] });
  await empty();
});

it('refuses a lower category before a higher one that waits, by every way, unless it is said why', async () => {
  const [low, high] = [await hospital.triaged(4), await hospital.triaged(2)];
  const refused = await hospital.doctor.call(contract.take, of(low));
  expect([refused.status, refused.body['code'], refused.body['next']]).toEqual([409, 'visits.emergency_turn', high.number]);
  const { body: visit } = await hospital.doctor.call<{ version: number }>(contract.read, { patient_id: low.patient_id, visit_id: low.visit_id });
  const advanced = await hospital.doctor.call(contract.advance, { patient_id: low.patient_id, visit_id: low.visit_id, version: visit.version, to: 'in-progress' });
  expect([advanced.status, advanced.body['code']]).toEqual([409, 'visits.emergency_turn']);
  const next = await hospital.doctor.call<{ emergency: Emergency }>(contract.takeNext, {});
  expect(next.body.emergency).toMatchObject({ visit_id: high.visit_id, state: 'being-seen', clinician_name: 'YUSUF, Amina (Dr)' });
  const other = await hospital.triaged(1);
  const taken = await hospital.other_doctor.call<Emergency>(contract.take, { ...of(low), out_of_turn_reason: 'Fast track: a stitch' });
  expect(taken.body).toMatchObject({ state: 'being-seen', out_of_turn_reason: 'Fast track: a stitch' });
  expect((await hospital.nurse.call(contract.takeNext, {})).status).toBe(403);
  expect((await hospital.doctor.call<{ emergency: Emergency }>(contract.takeNext, {})).body.emergency.visit_id).toBe(other.visit_id);
  expect((await hospital.doctor.call(contract.takeNext, {})).body).toEqual({ emergency: null });
});

it('ends a visit as it was decided, with times of the database', async () => {
  const seen = async () => {
    await hospital.triaged(3);
    return (await hospital.doctor.call<{ emergency: Emergency }>(contract.takeNext, {})).body.emergency;
  };
  const home = await hospital.doctor.call<Emergency>(contract.dispose, { ...of(await seen()), disposition: 'home', note: 'Come back if worse' });
  expect(home.body).toMatchObject({ disposition: 'home', status: 'finished' });
  const one = await seen();
  expect((await hospital.doctor.call(contract.dispose, { ...of(one), disposition: 'admit' })).status).toBe(400);
  const admitted = await hospital.doctor.call<Emergency>(contract.dispose, { ...of(one), disposition: 'admit', bed_department_id: hospital.department_id });
  expect(admitted.body).toMatchObject({ state: 'boarding', status: 'in-progress', bed_department_name: 'Clinic', boarding_since: expect.any(String) as string });
  const gone = await hospital.nurse.call<Emergency>(contract.departEmergency, of(admitted.body));
  expect(gone.body).toMatchObject({ status: 'finished', disposition: 'admit' });
  expect(await encounter(one.visit_id)).toMatchObject({ hospitalization: { dischargeDisposition: { text: 'Admitted to this hospital' } } });
  const against = await seen();
  expect((await hospital.doctor.call(contract.dispose, { ...of(against), disposition: 'against-advice' })).status).toBe(400);
  expect((await hospital.doctor.call(contract.dispose, { ...of(against), disposition: 'against-advice', form: { told: 'May die', witness: 'Nurse N', signed: false } })).status).toBe(200);
  const dies = await seen();
  expect((await hospital.doctor.call(contract.dispose, { ...of(dies), disposition: 'died' })).status).toBe(200);
  expect((await hospital.doctor.call<{ patient: { deceased: boolean } }>(patientsContract.read, { patient_id: dies.patient_id })).body.patient.deceased).toBe(true);
  const waits = await hospital.triaged(5);
  expect((await hospital.doctor.call(contract.dispose, { ...of(waits), disposition: 'home' })).body['code']).toBe('visits.emergency_unseen');
  const left = await hospital.nurse.call<Emergency>(contract.leftUnseen, of(waits));
  expect(left.body).toMatchObject({ disposition: 'left-unseen', status: 'finished' });
  expect((await hospital.nurse.call(contract.leftUnseen, of(left.body))).body['code']).toBe('visits.emergency_over');
  const { body: register } = await hospital.desk.call<{ lines: RegisterLine[] }>(contract.emergencyRegister, {});
  const line = (id: string) => register.lines.find(({ visit_id }) => visit_id === id);
  expect(line(one.visit_id)).toMatchObject({ disposition: 'admit', target_met: true, complaint: null });
  expect(line(waits.visit_id)).toMatchObject({ disposition: 'left-unseen', target_met: null, started_at: null });
});

it('keeps schemes and targets that the hospital changes; a more urgent category never waits longer', async () => {
  const { body: settings } = await hospital.administrator.call<{ departments: { version: number; department_id: string }[] }>(contract.emergencySettings, {});
  const { department_id, version } = settings.departments[0]!;
  expect((await hospital.administrator.call(contract.setEmergencyDepartment, { department_id, version, scheme: 'MTS' })).status).toBe(200);
  expect((await hospital.administrator.call(contract.setEmergencyDepartment, { department_id, version, scheme: 'ATS' })).status).toBe(409);
  expect((await hospital.administrator.call(contract.setTargets, { scheme: 'MTS', targets: targets(0, 15, 10, 60, 90), version: 1 })).status).toBe(400);
  expect((await hospital.administrator.call(contract.setTargets, { scheme: 'MTS', targets: targets(0, 5, 45, 90, 180), version: 1 })).status).toBe(200);
  const one = await hospital.triaged(3);
  expect(one).toMatchObject({ scheme: 'MTS', triages: [{ minutes: 45 }] });
  expect((await hospital.doctor.call(contract.setTargets, { scheme: 'MTS', targets: targets(0, 1, 2, 3, 4), version: 2 })).status).toBe(403);
  await empty();
});

it('prints the form of leaving against advice: blank to be signed, then with what was recorded', async () => {
  const triaged = await hospital.triaged(3);
  const seen = (await hospital.doctor.call<Emergency>(contract.take, of(triaged))).body;
  const form = async () => {
    const path = `/api/patients/${seen.patient_id}/emergency/${seen.visit_id}/advice-form?format=pdf`;
    const answer = await hospital.fastify.inject({ method: 'GET', url: path, headers: { cookie: `openward=${hospital.nurse.session_token}` } });
    expect(answer.statusCode, answer.body).toBe(200);
    return pdfText(answer.rawPayload);
  };
  expect(await form()).toMatch(/Leaving against medical advice[\s\S]*\.{40}[\s\S]*Witness/);
  const told = 'The appendix may burst within hours';
  expect((await hospital.doctor.call(contract.dispose, { ...of(seen), disposition: 'against-advice', form: { told, witness: 'Nurse Nightingale', signed: false } })).status).toBe(200);
  const printed = await form();
  for (const word of [told, 'Nurse Nightingale', 'The patient has not signed', seen.number]) expect(printed).toContain(word);
  expect(printed).not.toMatch(/\.{40}/);
  expect((await hospital.desk.send('GET', `/patients/${seen.patient_id}/emergency/${seen.visit_id}/advice-form`)).status).toBe(403);
});
