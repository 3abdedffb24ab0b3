import { expect, test } from 'vitest';
import { fillable } from './fillable.ts';
import { shippedQuestionnaires } from './shipped/index.ts';

const form = (item: object[], more: object = {}) => ({ resourceType: 'Questionnaire', status: 'active', url: 'https://example.org/q', title: 'Falls', item, ...more });
const text = { linkId: '1', type: 'string', text: 'Where?' };

test.each(shippedQuestionnaires.map((each) => [each.title, each] as const))('%s can be filled in', (_title, questionnaire) => {
  expect(fillable(questionnaire)).toEqual(questionnaire);
});

test('codes to choose are told as an answer takes them', () => {
  const choice = { linkId: '1', type: 'choice', answerOption: [{ valueCoding: { system: 'urn:x', version: '2', code: 'yes', userSelected: false } }, { valueInteger: 3 }] };
  expect(fillable(form([choice]))?.item[0]?.answerOption).toEqual([{ valueCoding: { system: 'urn:x', code: 'yes', display: 'yes' } }, { valueInteger: 3 }]);
  expect(fillable(form([text], { title: undefined, name: 'falls' }))?.title).toBe('falls');
});

test.each<[string, object]>([
  ['a draft', form([text], { status: 'draft' })], ['one without an address', form([text], { url: undefined })], ['one without a name', form([text], { title: undefined })],
  ['one without a question', form([])], ['one of places', form([text], { subjectType: ['Location'] })], ['one that asks for a file', form([{ linkId: '1', type: 'attachment' }])],
  ['one of an unknown type', form([{ linkId: '1', type: 'drawing' }])], ['a choice of nothing', form([{ linkId: '1', type: 'choice' }])],
  ['a choice out of a list that lies elsewhere', form([{ linkId: '1', type: 'open-choice', answerValueSet: 'https://example.org/vs' }])],
  ['a choice of references', form([{ linkId: '1', type: 'choice', answerOption: [{ valueReference: { reference: 'Device/1' } }] }])],
  ['two questions of one name', form([text, text])], ['a question without a name', form([{ type: 'string' }])],
  ['a bad question in a group', form([{ linkId: 'g', type: 'group', item: [{ linkId: '2', type: 'drawing' }] }])],
  ['groups in groups in groups', form([{ linkId: 'a', type: 'group', item: [{ linkId: 'b', type: 'group', item: [{ linkId: 'c', type: 'group', item: [{ linkId: 'd', type: 'group', item: [{ linkId: 'e', type: 'string' }] }] }] }] }])],
])('%s is not offered', (_what, questionnaire) => {
  expect(fillable(questionnaire as never)).toBeUndefined();
});
