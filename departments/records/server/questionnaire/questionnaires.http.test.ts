import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, openHospital, type TestHospital } from '@openward/platform/testing';
import { recordsContract } from '../../contract/index.ts';
import { shippedQuestionnaires } from '../../rules/questionnaire/shipped/index.ts';
import { records } from '../api.ts';
import { routes } from '../mount.ts';

let hospital: TestHospital;
let doctor: Client;
const { questionnaires, filledForms } = recordsContract;
const phq9 = shippedQuestionnaires[0]!;
const answers = phq9.item.filter(({ type }) => type === 'choice').map(({ linkId, answerOption = [] }) => ({ linkId, answer: [{ valueCoding: answerOption[1]!['valueCoding'] }] }));

beforeAll(async () => {
  hospital = await openHospital({ records: routes });
  doctor = await hospital.signIn('doctor');
});
afterAll(() => hospital.close());

test('a questionnaire is offered, begun, kept as a draft, completed with its sum, and then only amended', async () => {
  const patient_id = randomUUID();
  await hospital.database.transaction({ scope: 'system' }, (tx) => records.setCompartment(tx, patient_id, { restricted: false }));
  const offered = await doctor.call(questionnaires, {});
  expect(offered.body['questionnaires'].map(({ id }: { id: string }) => id)).toEqual(['phq-9', 'gad-7', 'audit-c']);

  const statement = { questionnaire: phq9.url, state: 'in-progress', items: answers.slice(0, 2) };
  const begun = await doctor.call(filledForms.add, { patient_id, statement });
  expect(begun).toMatchObject({ status: 201, body: { status: 'in-progress', statement } });
  const { id } = begun.body;

  const early = await doctor.call(filledForms.change, { patient_id, id, version: 1, statement: { ...statement, state: 'completed' } });
  expect(early).toMatchObject({ status: 422, body: { code: 'records.answers', issues: expect.arrayContaining([{ linkId: '44260-8', code: 'required' }]) } });

  const whole = { ...statement, state: 'completed', items: [...answers, { linkId: '44261-6', answer: [{ valueInteger: 27 }] }] };
  const done = await doctor.call(filledForms.change, { patient_id, id, version: 1, statement: whole });
  expect(done).toMatchObject({ status: 200, body: { version: 2, status: 'completed' } });
  expect(done.body['statement'].items.at(-1)).toEqual({ linkId: '44261-6', answer: [{ valueInteger: 9 }] });

  const quietly = await doctor.call(filledForms.change, { patient_id, id, version: 2, statement: whole });
  expect(quietly).toMatchObject({ status: 409, body: { code: 'records.form_completed' } });
  expect((await doctor.call(filledForms.change, { patient_id, id, version: 2, statement: { ...whole, state: 'amended' } })).status).toBe(200);
});

test('a questionnaire that is not here is refused', async () => {
  const patient_id = randomUUID();
  await hospital.database.transaction({ scope: 'system' }, (tx) => records.setCompartment(tx, patient_id, { restricted: false }));
  const answer = await doctor.call(filledForms.add, { patient_id, statement: { questionnaire: 'https://example.org/q' } });
  expect(answer).toMatchObject({ status: 422, body: { code: 'records.unknown_questionnaire' } });
});

test('one that was sent over the FHIR API is offered and filled in; a newer one takes its place, and one that could not be answered is not offered', async () => {
  const patient_id = randomUUID();
  const url = 'https://example.org/falls';
  const choice = { linkId: 'often', type: 'choice', text: 'How often?', required: true, answerOption: [{ valueCoding: { system: 'urn:x', code: 'never' } }, { valueCoding: { system: 'urn:x', code: 'often', display: 'Often' } }] };
  const sent = (id: string, more: object) => ({ resource: { resourceType: 'Questionnaire', id, status: 'active', url, title: 'Falls', item: [choice], ...more } });
  await hospital.database.transaction({ scope: 'system' }, async (tx) => {
    await records.setCompartment(tx, patient_id, { restricted: false });
    await records.put(tx, sent('falls', {}));
    await records.put(tx, sent('drawing', { url: 'https://example.org/drawing', item: [{ linkId: '1', type: 'attachment' }] }));
    await records.put(tx, sent('imitation', { url: phq9.url }));
  });
  const offered = async () => (await doctor.call(questionnaires, {})).body['questionnaires'].map(({ url: each, title }: { url: string; title: string }) => [each, title]).slice(3);
  expect(await offered()).toEqual([[url, 'Falls']]);
  const fill = (code: string, more: object = {}) => doctor.call(filledForms.add, { patient_id, statement: { questionnaire: `${url}|1`, items: [{ linkId: 'often', answer: [{ valueCoding: { system: 'urn:x', code, display: code } }] }], ...more } });
  expect(await fill('never')).toMatchObject({ status: 201, body: { status: 'completed' } });
  expect(await fill('sometimes')).toMatchObject({ status: 422, body: { code: 'records.answers', issues: [{ linkId: 'often', code: 'option' }] } });
  expect(await fill('never', { items: [] })).toMatchObject({ status: 422, body: { issues: [{ linkId: 'often', code: 'required' }] } });
  expect(await doctor.call(filledForms.add, { patient_id, statement: { questionnaire: 'https://example.org/drawing' } })).toMatchObject({ status: 422, body: { code: 'records.unknown_questionnaire' } });
  await hospital.database.transaction({ scope: 'system' }, (tx) => records.put(tx, sent('falls-2', { title: 'Falls, anew' })));
  expect(await offered()).toEqual([[url, 'Falls, anew']]);
  await hospital.database.transaction({ scope: 'system' }, (tx) => records.put(tx, sent('falls-2', { status: 'retired' })));
  expect(await offered()).toEqual([[url, 'Falls']]);
});
