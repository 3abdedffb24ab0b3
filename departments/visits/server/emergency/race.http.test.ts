import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { patientsContract } from '@openward/patients/contract';
import { type Band, type Emergency, type Incident, visitsContract as contract } from '../../contract/index.ts';
import { type EmergencyHospital, openEmergencyHospital } from './test-emergency.ts';

let hospital: EmergencyHospital;
beforeAll(async () => {
  hospital = await openEmergencyHospital();
});
afterAll(() => hospital.close());

const empty = () => hospital.asSuperuser(`update visits.visit set status = 'cancelled', stopped_reason = 'Test over' where class = 'emergency' and status in ('arrived', 'triaged')`);

describe('doctors who take the next at once', () => {
  it('take a patient each, and none of a lower category while a higher one waits', async () => {
    const levels = [4, 2, 5, 3, 2, 1, 4, 3];
    for (const level of levels) await hospital.triaged(level);
    const answers = await Promise.all(Array.from({ length: 5 }, (_each, at) => (at % 2 === 0 ? hospital.doctor : hospital.other_doctor).call<{ emergency: Emergency }>(contract.takeNext, {})));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(new Set(answers.map(({ body }) => body.emergency.visit_id)).size).toBe(5);
    expect(answers.map(({ body }) => body.emergency.level).toSorted((a, b) => Number(a) - Number(b))).toEqual([1, 2, 2, 3, 3]);
    await empty();
  });

  it('are refused by the database where they only looked before', async () => {
    const [low, high] = [await hospital.triaged(3), await hospital.triaged(1)];
    const begin = (id: string) => hospital.asSuperuser(`update visits.visit set status = 'in-progress', started_at = now() where id = $1`, [id]);
    await expect(begin(low.visit_id)).rejects.toThrow('Somebody more urgent waits');
    await hospital.asSuperuser('alter table visits.visit disable trigger keep_turn');
    try {
      await begin(low.visit_id);
    } finally {
      await hospital.asSuperuser('alter table visits.visit enable trigger keep_turn');
    }
    await begin(high.visit_id);
    await empty();
  });
});

describe('a major incident', () => {
  it('bands fifty at once from two desks: every number once, a wristband each; sorted, and stood down with the list', async () => {
    const started = await hospital.doctor.call<Incident>(contract.startIncident, { name: 'Bus on the bridge' });
    expect(started.status).toBe(201);
    const { id: incident_id } = started.body;
    expect((await hospital.nurse.call(contract.startIncident, { name: 'Another' })).body['code']).toBe('visits.incident_already');
    const answers = await Promise.all([25, 25, 3].map((count, at) => (at === 1 ? hospital.nurse : hospital.desk).call<{ bands: Band[] }>(contract.band, { incident_id, count })));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    const bands = answers.flatMap(({ body }) => body.bands);
    expect(bands.map(({ number }) => number).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 53 }, (_each, at) => at + 1));
    expect(new Set(bands.map(({ hospital_number }) => hospital_number)).size).toBe(53);
    const sort = (number: number, category: string) => hospital.nurse.call<Band>(contract.sortBand, { incident_id, number, category });
    expect((await sort(7, 'immediate')).body).toMatchObject({ code: 'M-007', category: 'immediate', status: 'triaged' });
    expect((await sort(8, 'delayed')).status).toBe(200);
    expect((await sort(9, 'dead')).status).toBe(200);
    const next = await hospital.doctor.call<{ emergency: Emergency }>(contract.takeNext, {});
    expect(next.body.emergency).toMatchObject({ band: 'M-007', level: 1, scheme: 'INCIDENT' });
    expect((await hospital.board()).find(({ band }) => band === 'M-009')?.state).toBe('dead');
    const printed = await hospital.desk.send('GET', `/emergency/incidents/${incident_id}/wristbands?from=1&to=50`);
    expect([printed.status, printed.headers['content-type']]).toEqual([200, 'application/pdf']);
    const over = await hospital.doctor.call<Incident>(contract.standDown, { incident_id });
    expect(over.body).toMatchObject({ ended_by: expect.any(String) as string });
    expect(over.body.bands).toHaveLength(53);
    expect((await hospital.desk.call(contract.band, { incident_id, count: 1 })).body['code']).toBe('visits.incident_over');
  });
});

describe('somebody unknown whom people recognise', () => {
  it('is linked to one registered patient, who is nobody else; it is taken back, and shown no more once the records are one', async () => {
    const started = await hospital.nurse.call<Incident>(contract.startIncident, { name: 'Recognised' });
    const incident_id = started.body.id;
    const { body: { bands } } = await hospital.nurse.call<{ bands: Band[] }>(contract.band, { incident_id, count: 3 });
    const [one, other] = [bands[0]!, bands[1]!];
    const ada = await hospital.patient();
    const say = (band: Band, patient_id: string) => hospital.nurse.call<Band>(contract.identifyBand, { incident_id, number: band.number, patient_id, reason: 'Her sister knew the scar' });
    // Two nurses recognise the same woman in two beds at once: one of them is told.
    const answers = await Promise.all([say(one, ada), say(other, ada)]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b), answers.map(({ text }) => text).join()).toEqual([201, 409]);
    const [linked, free] = answers[0]?.status === 201 ? [one, other] : [other, one];
    expect((await say(linked, await hospital.patient())).body).toMatchObject({ code: 'visits.band_linked' });
    const task = async () => hospital.asSuperuser<{ state: string }>(`select state from records.loop where patient_id = $1 and owner_role = 'medical-records'`, [linked.patient_id]);
    expect(await task()).toEqual([{ state: 'open' }]);
    const shown = async () => (await hospital.nurse.call<Incident>(contract.incident, { incident_id })).body.bands.map(({ known }) => known?.patient_id ?? null);
    expect(await shown()).toEqual(bands.map(({ number }) => (number === linked.number ? ada : null)));
    const back = await hospital.nurse.call<Band>(contract.unlinkBand, { incident_id, number: linked.number });
    expect(back.status, back.text).toBe(200);
    expect(await task()).toEqual([{ state: 'cancelled' }]);
    expect((await hospital.nurse.call(contract.unlinkBand, { incident_id, number: linked.number })).status).toBe(409);
    expect((await say(free, ada)).status).toBe(201);
    const merged = await hospital.officer.call(patientsContract.merge, { patient_id: ada, version: 1, merged_id: free.patient_id, merged_version: 1, reason: 'Recognised' });
    expect(merged.status, merged.text).toBe(201);
    const after = (await hospital.nurse.call<Incident>(contract.incident, { incident_id })).body.bands.find(({ number }) => number === free.number);
    expect(after).toMatchObject({ patient_id: ada, unknown: false, known: null });
    await hospital.nurse.call(contract.standDown, { incident_id });
  });
});
