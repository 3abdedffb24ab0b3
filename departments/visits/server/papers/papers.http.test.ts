import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { visitsContract as contract, type PaperShown } from '../../contract/index.ts';
import { openVisitsHospital, type VisitsHospital } from '../test-hospital.ts';

let hospital: VisitsHospital;
let patient_id: string;
beforeAll(async () => {
  hospital = await openVisitsHospital();
  await hospital.asSuperuser(`insert into platform.installation (mode, hospital_name, time_zone) values ('demo', 'Wardleigh', 'UTC')`);
  patient_id = await hospital.patient();
});
afterAll(() => hospital.close());

const leave = { kind: 'sick-leave', from: '2026-11-22', to: '2026-11-25', capacity: 'unfit' };
const issue = async (details: object = leave, more: object = {}): Promise<PaperShown> => {
  const answer = await hospital.doctor.call<PaperShown>(contract.issuePaper, { patient_id, details, ...more });
  expect(answer.status, answer.text).toBe(201);
  return answer.body;
};
const print = (paper: PaperShown, format: string) => hospital.doctor.send('GET', `/patients/${patient_id}/papers/${paper.id}/print?format=${format}`);

describe('a certificate', () => {
  it('carries its number, its issuer and their registration, and is the same paper whenever it is printed', async () => {
    const paper = await issue();
    expect(paper).toMatchObject({ kind: 'sick-leave', issuer_registration: 'Medical Council MC-1', pdf: true, revoked_at: null });
    const first = await print(paper, 'html');
    for (const part of [paper.number, 'Dr Amina Yusuf', 'Registered: Medical Council MC-1', 'Wardleigh', 'DEMO', '25-Nov-2026', 'Family doctor, Clinic']) expect(first.text).toContain(part);
    // The registration changes; what was issued does not.
    await hospital.asSuperuser(`update staff.practitioner set family_name = 'Changed' where id = $1`, [hospital.staff_ids[0]]);
    expect((await print(paper, 'html')).text).toBe(first.text);
    await hospital.asSuperuser(`update staff.practitioner set family_name = 'Yusuf' where id = $1`, [hospital.staff_ids[0]]);
    const pdf = await print(paper, 'pdf');
    expect(pdf.headers['content-type']).toBe('application/pdf');
    expect(pdf.text.startsWith('%PDF-')).toBe(true);
    const [reference] = await hospital.asSuperuser<{ body: Record<string, Record<string, unknown>> }>(`select body from records.resource where type = 'DocumentReference' and id = $1`, [paper.id]);
    expect(reference?.body).toMatchObject({ status: 'current', identifier: [{ value: paper.number }], subject: { reference: `Patient/${patient_id}` } });
    const [kept] = await hospital.asSuperuser<{ html_encrypted: Buffer }>('select html_encrypted from visits.paper where id = $1', [paper.id]);
    expect(kept?.html_encrypted.toString('latin1')).not.toContain('Wardleigh');
  });

  it('is not what is asked for where the issuer is not registered, or what it says cannot be', async () => {
    expect(await hospital.other_doctor.call(contract.issuePaper, { patient_id, details: leave })).toMatchObject({ status: 409, body: { code: 'visits.issuer_unregistered' } });
    expect((await hospital.nurse.call(contract.issuePaper, { patient_id, details: leave })).status).toBe(403);
    const backwards = await hospital.doctor.call(contract.issuePaper, { patient_id, details: { ...leave, to: '2026-11-01' } });
    expect(backwards).toMatchObject({ status: 400, body: { errors: [{ field: 'details.to', code: 'visits.period_order' }] } });
    const death = { kind: 'death-notification', died_at: '2026-01-01T10:00:00Z', place: 'Ward', manner: 'natural', causes: [{ cause: 'Sepsis' }] };
    expect((await hospital.doctor.call(contract.issuePaper, { patient_id, details: death })).body).toMatchObject({ errors: [{ code: 'visits.patient_lives' }] });
    const letter = { kind: 'referral-letter', to: 'Cardiology', urgency: 'routine', question: 'Murmur?' };
    expect((await hospital.other_doctor.call(contract.issuePaper, { patient_id, details: letter })).status).toBe(201);
  });

  it('is revoked once, with a reason, also by two at once; it is printed as revoked and never changes', async () => {
    const paper = await issue();
    const answers = await Promise.all([1, 2].map(() => hospital.doctor.call(contract.revokePaper, { patient_id, paper_id: paper.id, reason: 'Wrong days' })));
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409]);
    expect((await print(paper, 'html')).text).toContain('REVOKED');
    const { body } = await hospital.nurse.call(contract.papers, { patient_id });
    expect(body['papers'].find(({ id }: PaperShown) => id === paper.id)).toMatchObject({ revoked_reason: 'Wrong days' });
    const [reference] = await hospital.asSuperuser<{ body: Record<string, Record<string, unknown>> }>(`select body from records.resource where type = 'DocumentReference' and id = $1`, [paper.id]);
    expect(reference?.body['status']).toBe('entered-in-error');
    await expect(hospital.asSuperuser(`update visits.paper set issuer_name = 'x' where id = $1`, [paper.id])).rejects.toThrow(/does not change/);
    const other = await issue();
    await expect(hospital.asSuperuser(`update visits.paper set kind = 'referral-letter' where id = $1`, [other.id])).rejects.toThrow(/does not change/);
  });

  it('that somebody altered in the database is not printed', async () => {
    const paper = await issue();
    await hospital.asSuperuser('alter table visits.paper disable trigger keep_paper');
    await hospital.asSuperuser(`update visits.paper set html_sha256 = sha256('x') where id = $1`, [paper.id]);
    await hospital.asSuperuser('alter table visits.paper enable trigger keep_paper');
    expect(await print(paper, 'html')).toMatchObject({ status: 409, body: { code: 'visits.paper_altered' } });
  });

  it('for a name that the PDF has no letters for is printed by the browser', async () => {
    const other = await hospital.patient({ names: [{ family: 'حداد', given: ['سعاد'] }] });
    const answer = await hospital.doctor.call<PaperShown>(contract.issuePaper, { patient_id: other, details: leave });
    expect(answer.body).toMatchObject({ pdf: false });
    const url = `/patients/${other}/papers/${answer.body.id}/print`;
    expect((await hospital.doctor.send('GET', `${url}?format=pdf`))).toMatchObject({ status: 422, body: { code: 'print.script_not_in_pdf' } });
    expect((await hospital.doctor.send('GET', url)).text).toContain('سعاد');
  });
});

describe('what is printed of the chart', () => {
  it('is the summary of a visit, which says that it is not signed', async () => {
    const visit = await hospital.visit(patient_id, { reasons: [{ text: 'Cough' }] });
    await hospital.doctor.call(contract.diagnose, { patient_id, visit_id: visit.id, version: 1, diagnoses: [{ rank: 1, display: 'Influenza' }] });
    const page = await hospital.doctor.send('GET', `/patients/${patient_id}/visits/${visit.id}/summary`);
    for (const part of ['Not signed yet', 'Cough', 'Influenza', visit.number, 'Allergies']) expect(page.text).toContain(part);
    expect((await hospital.doctor.send('GET', `/patients/${patient_id}/visits/${visit.id}/summary?format=pdf`)).text.startsWith('%PDF-')).toBe(true);
    expect((await hospital.desk.send('GET', `/patients/${patient_id}/visits/${visit.id}/summary`)).status).toBe(403);
    expect(await hospital.asSuperuser(`select from audit.event where name = 'visits.summary.print' and outcome = 'success' and patient_id = $1`, [patient_id])).toHaveLength(2);
  });

  it('is the card of immunisations, oldest first, without what was entered in error', async () => {
    await hospital.database.transaction({ scope: 'system' }, async (tx) => {
      const { records } = await import('@openward/records/api');
      const vaccine = (text: string, occurrenceDateTime: string, status = 'completed') => ({
        resource: { resourceType: 'Immunization', id: crypto.randomUUID(), status, vaccineCode: { text }, patient: { reference: `Patient/${patient_id}` }, occurrenceDateTime, lotNumber: 'L1' },
      });
      await records.putMany(tx, [vaccine('Measles', '2020-05-01'), vaccine('Tetanus', '2019-04-01'), vaccine('Rabies', '2020-01-01', 'entered-in-error')]);
    });
    const { text } = await hospital.nurse.send('GET', `/patients/${patient_id}/immunisation-card`);
    expect(text.indexOf('Tetanus')).toBeLessThan(text.indexOf('Measles'));
    expect(text).not.toContain('Rabies');
  });
});
