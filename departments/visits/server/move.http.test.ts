import { afterAll, beforeAll, expect, it } from 'vitest';
import { recordsContract } from '@openward/records/contract';
import { visitsContract as contract, type PaperShown, type Visit } from '../contract/index.ts';
import { openVisitsHospital, type VisitsHospital } from './test-hospital.ts';

let hospital: VisitsHospital;
beforeAll(async () => {
  hospital = await openVisitsHospital();
});
afterAll(() => hospital.close());

const of = (visit_id: string) =>
  hospital.asSuperuser<{ type: string; patient_id: string }>('select type, patient_id from records.resource where visit_id = $1 and not deleted order by type', [visit_id]);

it('takes all that came out of it along, revokes its papers, and tells those who had read it', async () => {
  const { doctor, nurse, officer, desk } = hospital;
  const [wrong, right] = [await hospital.patient(), await hospital.patient()];
  const visit = await hospital.visit(wrong);
  const diagnosed = await doctor.call<Visit>(contract.diagnose, { patient_id: wrong, visit_id: visit.id, version: 1, diagnoses: [{ rank: 1, display: 'Influenza' }] });
  const paper = await doctor.call<PaperShown>(contract.issuePaper, { patient_id: wrong, visit_id: visit.id, details: { kind: 'sick-leave', from: '2026-11-22', to: '2026-11-25', capacity: 'unfit' } });
  const closed = await doctor.call<Visit>(contract.close, { patient_id: wrong, visit_id: visit.id, version: diagnosed.body.version, disposition: 'home' });
  await nurse.call(recordsContract.timeline, { patient_id: wrong });
  const input = { patient_id: wrong, visit_id: visit.id, version: closed.body.version, to_patient_id: right, reason: 'Same name' };

  expect((await doctor.call(contract.move, input)).status).toBe(403);
  const moved = await officer.call(contract.move, input);
  expect(moved.status, moved.text).toBe(200);
  // The doctor and the nurse opened the wrong record; the front desk did not.
  expect(moved.body).toMatchObject({ moved: 2, told: 2, papers_revoked: 1, visit: { patient_id: right, status: 'finished' } });
  expect(moved.body['visit'].signed_at).not.toBeNull();
  expect(await of(visit.id)).toEqual([{ type: 'Condition', patient_id: right }, { type: 'DocumentReference', patient_id: wrong }, { type: 'Encounter', patient_id: right }]);
  const [encounter] = await hospital.asSuperuser<{ body: Record<string, Record<string, unknown>> }>(`select body from records.resource where type = 'Encounter' and id = $1`, [visit.id]);
  expect(encounter?.body['subject']?.['reference']).toBe(`Patient/${right}`);
  expect((await doctor.call(contract.read, { patient_id: wrong, visit_id: visit.id })).status).toBe(404);
  expect((await doctor.call(contract.papers, { patient_id: wrong })).body['papers']).toMatchObject([{ id: paper.body.id, revoked_reason: expect.stringContaining('Same name') }]);
  for (const [client, told] of [[nurse, true], [doctor, true], [desk, false]] as const) {
    const loops = await hospital.asSuperuser(`select from records.loop where owner_account = $1 and patient_id = $2 and kind = 'message' and title like $3`, [client.account_id, wrong, `%${visit.number}%`]);
    expect(loops.length === 1).toBe(told);
  }
  const events = await hospital.asSuperuser<{ patient_id: string }>(`select patient_id from audit.event where name = 'visits.visit.move' and outcome = 'success'`);
  expect(new Set(events.map(({ patient_id }) => patient_id))).toEqual(new Set([wrong, right]));
});

it('is refused to the same person, and of two at once one is told', async () => {
  const { officer } = hospital;
  const [wrong, right, other] = [await hospital.patient(), await hospital.patient(), await hospital.patient()];
  const visit = await hospital.visit(wrong);
  const input = { patient_id: wrong, visit_id: visit.id, version: 1, reason: 'x' };
  expect(await officer.call(contract.move, { ...input, to_patient_id: wrong })).toMatchObject({ status: 400, body: { errors: [{ field: 'to_patient_id' }] } });
  const answers = await Promise.all([right, other].map((to_patient_id) => officer.call(contract.move, { ...input, to_patient_id })));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect([404, 409]).toContain(answers.find(({ status }) => status !== 200)?.status);
});
