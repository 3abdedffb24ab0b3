import { afterAll, beforeAll, expect, it } from 'vitest';
import { random } from '@openward/patients/demo';
import { records } from '@openward/records/api';
import { schedulingContract as contract, type Appointment, type Referral, type Wanted } from '../../contract/index.ts';
import { seedWaiting } from '../../demo/waiting.ts';
import { type ClinicHospital, openClinic } from '../test-hospital.ts';
import { receiveReferrals } from './receive.ts';

let clinic: ClinicHospital;
beforeAll(async () => {
  clinic = await openClinic();
});
afterAll(() => clinic.close());

const receive = async (more: object = {}): Promise<Referral> => {
  const answer = await clinic.desk.call<Referral & Record<string, unknown>>(contract.receiveReferral, {
    patient_id: await clinic.patient(), from_name: 'Dr Ito, Harbour Practice', from_contact: '+81 3 1234', their_number: 'H-77', authorisation: 'AUTH-1', reason: 'Palpitations', priority: 'urgent', ...more,
  });
  expect(answer.status, answer.text).toBe(201);
  return answer.body;
};
const of = ({ patient_id, id: referral_id, version }: Referral) => ({ patient_id, referral_id, version });
const listed = async (show: string): Promise<Referral[]> => (await clinic.doctor.call<{ referrals: Referral[] }>(contract.referrals, { show })).body.referrals;
const loops = (referral: Referral) => clinic.asSuperuser<{ kind: string; state: string; outcome: string | null }>(
  `select kind, state, outcome from records.loop where about_type = 'ServiceRequest' and about_id = $1 order by opened_at, id`, [referral.service_request_id]);
const face = async (type: string, id: string): Promise<Record<string, unknown>> => clinic.database.transaction({ scope: 'system' }, async (tx) => JSON.parse((await records.get(tx, type, id))?.json ?? '{}') as Record<string, unknown>);
const accept = async (referral: Referral) => {
  const answer = await clinic.doctor.call<Referral & Record<string, unknown>>(contract.acceptReferral, { ...of(referral), urgency: 'soon', target_on: clinic.day(20), visit_type_id: clinic.type.id, needs: [{ resource_ids: [clinic.doctors[0].id] }] });
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
};

it('is printed with its number and the authorisation, for those who may see the patient', async () => {
  const received = await receive();
  const url = `/patients/${received.patient_id}/referrals/${received.id}/paper`;
  const html = await clinic.desk.send('GET', url);
  expect(html.status, html.text).toBe(200);
  for (const said of ['H-77', 'AUTH-1', 'Dr Ito, Harbour Practice', 'Palpitations', 'Urgent']) expect(html.text).toContain(said);
  expect((await clinic.desk.send('GET', `${url}?format=pdf`)).text.slice(0, 5)).toBe('%PDF-');
  expect((await clinic.desk.send('GET', url.replace(received.patient_id, await clinic.patient()))).status).toBe(404);
});

it('is received by the desk, accepted by a doctor, booked from the waiting list, and closed when the patient was seen', async () => {
  const received = await receive();
  expect(received).toMatchObject({ state: 'received', origin: 'outside', late: false, steps: [{ act: 'received' }] });
  expect(await face('ServiceRequest', received.service_request_id)).toMatchObject({ status: 'active', requester: { display: 'Dr Ito, Harbour Practice' }, priority: 'urgent' });
  expect(await loops(received)).toEqual([{ kind: 'referral', state: 'open', outcome: null }]);
  expect((await clinic.desk.call(contract.acceptReferral, { ...of(received), urgency: 'soon', visit_type_id: clinic.type.id })).status).toBe(403);
  const owned = await clinic.doctor.call<Referral & Record<string, unknown>>(contract.ownReferral, { ...of(received), mine: true });
  expect(owned.status, owned.text).toBe(200);
  expect((await clinic.doctor.call(contract.acceptReferral, { ...of(received), urgency: 'soon', visit_type_id: clinic.type.id })).body['code']).toBe('scheduling.changed');
  const accepted = await accept(owned.body);
  expect(accepted.state).toBe('accepted');
  const entry = (await clinic.desk.call<{ wanted: Wanted[] }>(contract.wanted, {})).body.wanted.find(({ id }) => id === accepted.wanted_id);
  expect(entry).toMatchObject({ urgency: 'soon', target_on: clinic.day(20) });
  const offered = await clinic.desk.call<{ id: string }>(contract.offerNow, { patient_id: accepted.patient_id, wanted_id: accepted.wanted_id });
  expect(offered.status, offered.text).toBe(201);
  const taken = await clinic.desk.call<{ appointment: Appointment }>(contract.answerOffer, { patient_id: accepted.patient_id, offer_id: offered.body.id, answer: 'accepted' });
  expect(taken.status, taken.text).toBe(200);
  const { appointment } = taken.body;
  expect(appointment).toMatchObject({ referral: 'H-77 · Dr Ito, Harbour Practice', authorisation: 'AUTH-1', referral_request_id: received.service_request_id });
  expect(await face('Appointment', appointment.id)).toMatchObject({ basedOn: [{ reference: `ServiceRequest/${received.service_request_id}` }] });
  expect((await listed('all')).find(({ id }) => id === received.id)).toMatchObject({ state: 'booked', appointment_id: appointment.id });
  const bring = async (to: string, version: number) => {
    const answer = await clinic.desk.call<Appointment & Record<string, unknown>>(contract.advance, { patient_id: appointment.patient_id, appointment_id: appointment.id, version, to });
    expect(answer.status, answer.text).toBe(200);
    return answer.body.version;
  };
  await bring('fulfilled', await bring('arrived', appointment.version));
  expect((await listed('all')).find(({ id }) => id === received.id)?.state).toBe('done');
  expect(await loops(received)).toEqual([{ kind: 'referral', state: 'done', outcome: 'done' }]);
  expect(await face('ServiceRequest', received.service_request_id)).toMatchObject({ status: 'completed', requester: { display: 'Dr Ito, Harbour Practice' } });
});

it('waits for a time again when its appointment is called off, and takes another', async () => {
  const accepted = await accept(await receive());
  const first = await clinic.book(`${clinic.day(3)}T11:00`, [clinic.doctors[0].id], { patient_id: accepted.patient_id });
  const placed = await clinic.desk.call<Referral & Record<string, unknown>>(contract.placeReferral, { ...of(accepted), appointment_id: first.id });
  expect(placed.status, placed.text).toBe(200);
  expect(placed.body.state).toBe('booked');
  expect((await clinic.desk.call<{ wanted: Wanted[] }>(contract.wanted, {})).body.wanted.some(({ id }) => id === accepted.wanted_id)).toBe(false);
  const { body: now } = await clinic.desk.call<Appointment & Record<string, unknown>>(contract.read, { patient_id: first.patient_id, appointment_id: first.id });
  expect((await clinic.desk.call(contract.cancel, { patient_id: first.patient_id, appointment_id: first.id, version: now.version, by: 'patient', reason: 'Ill' })).status).toBe(200);
  const waits = (await listed('without-a-time')).find(({ id }) => id === accepted.id);
  expect(waits).toMatchObject({ state: 'accepted', appointment_id: null });
  const again = await accept(waits!);
  expect((await clinic.desk.call(contract.closeWanted, { patient_id: again.patient_id, wanted_id: again.wanted_id, reason: 'Moves away' })).status).toBe(200);
  expect((await listed('without-a-time')).find(({ id }) => id === accepted.id)).toMatchObject({ state: 'accepted', wanted_id: null });
});

it('is passed on to another department, and rejected with a reason that whoever refers is told', async () => {
  const received = await receive({ priority: 'stat' });
  const [department] = await clinic.asSuperuser<{ id: string }>(`select id from staff.department where code = 'OPD'`);
  const redirected = await clinic.doctor.call<Referral & Record<string, unknown>>(contract.redirectReferral, { ...of(received), department_id: department!.id, reason: 'For the clinic' });
  expect(redirected.status, redirected.text).toBe(200);
  expect(redirected.body).toMatchObject({ state: 'received', department_id: department!.id });
  expect((await clinic.doctor.call(contract.redirectReferral, { ...of(redirected.body), department_id: department!.id, reason: 'Again' })).body['code']).toBe('scheduling.same_department');
  const rejected = await clinic.doctor.call<Referral & Record<string, unknown>>(contract.rejectReferral, { ...of(redirected.body), reason: 'No cardiologist here' });
  expect(rejected.status, rejected.text).toBe(200);
  expect((await listed('to-tell')).map(({ id }) => id)).toEqual([received.id]);
  expect(await loops(received)).toEqual([{ kind: 'referral', state: 'cancelled', outcome: null }]);
  expect(await face('ServiceRequest', received.service_request_id)).toMatchObject({ status: 'revoked', note: expect.arrayContaining([{ text: 'Rejected: No cardiologist here' }]) as unknown });
  const told = await clinic.desk.call<Referral & Record<string, unknown>>(contract.toldReferral, { ...of(rejected.body), how: 'By telephone' });
  expect(told.status, told.text).toBe(200);
  expect(await listed('to-tell')).toEqual([]);
  expect(told.body.steps.map(({ act }) => act)).toEqual(['received', 'redirected', 'rejected', 'told']);
});

it('comes from other systems and from within, each once', async () => {
  const patient_id = await clinic.patient();
  const request = (id: string, more: object = {}) => ({
    resourceType: 'ServiceRequest', id, status: 'active', intent: 'order', subject: { reference: `Patient/${patient_id}` }, requester: { display: 'Elsewhere Hospital' }, priority: 'asap',
    category: [{ coding: [{ system: 'http://snomed.info/sct', code: '3457005' }] }], code: { text: 'Opinion' }, ...more,
  });
  const [account] = await clinic.asSuperuser<{ id: string }>(`select id from auth.account where id = $1`, [clinic.doctor.account_id]);
  await clinic.database.transaction({ scope: 'system' }, async (tx) => {
    for (const resource of [request('elsewhere-1'), request('inside-1'), request('test-1', { category: [{ coding: [{ system: 'http://snomed.info/sct', code: '108252007' }] }] })]) await records.put(tx, { resource, patient_id, author: null });
    await records.openLoop(tx, { kind: 'referral', title: 'Opinion', patient_id, owner: { kind: 'account', id: account!.id }, due: new Date(), about: { type: 'ServiceRequest', id: 'inside-1' }, author: { account_id: account!.id, name: 'Dr Inside' } });
  });
  expect(await receiveReferrals(clinic.database)).toBe(2);
  expect(await receiveReferrals(clinic.database)).toBe(0);
  const come = (await listed('to-triage')).filter((each) => each.patient_id === patient_id);
  expect(come.map(({ service_request_id, origin, from_name }) => [service_request_id, origin, from_name]).toSorted((a, b) => String(a[0]).localeCompare(String(b[0])))).toEqual([['elsewhere-1', 'fhir', 'Elsewhere Hospital'], ['inside-1', 'inside', 'Dr Inside']]);
  const elsewhere = come.find(({ origin }) => origin === 'fhir')!;
  expect((await loops(elsewhere)).map(({ state }) => state)).toEqual(['open']);
  // What another system wrote is that system's to end; what was ordered here ends here.
  for (const each of come) expect((await clinic.doctor.call(contract.rejectReferral, { ...of(each), reason: 'Not here' })).status).toBe(200);
  expect(await face('ServiceRequest', elsewhere.service_request_id)).toMatchObject({ status: 'active' });
  expect(await face('ServiceRequest', 'inside-1')).toMatchObject({ status: 'revoked' });
});

it('and those of the demo stand on both lists', async () => {
  const before = [(await listed('to-triage')).length, (await clinic.desk.call<{ wanted: Wanted[] }>(contract.wanted, {})).body.wanted.length];
  const [department] = await clinic.asSuperuser<{ id: string }>(`select id from staff.department where code = 'OPD'`);
  const patient_ids = [await clinic.patient(), await clinic.patient(), await clinic.patient()];
  await clinic.database.transaction({ scope: 'system' }, (tx) => seedWaiting(tx, random('waiting'), {
    now: new Date(), today: new Date().toISOString().slice(0, 10), patient_ids, visit_type_ids: [clinic.type.id], departments: [department!.id],
  }));
  const after = [(await listed('to-triage')).length, (await clinic.desk.call<{ wanted: Wanted[] }>(contract.wanted, { department_id: department!.id })).body.wanted.length];
  expect(after[0]! - before[0]!).toBe(6);
  expect(after[1]!).toBe(14);
});
