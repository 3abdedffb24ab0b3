import { describe, expect, it } from 'vitest';
import type { AnsweredItem } from '../../contract/questionnaires.ts';
import { checkStructure } from '../structure/check.ts';
import { checkAnswers } from './check.ts';
import type { Question, Questionnaire } from './question.ts';
import { scoreOf, withSum } from './score.ts';
import { shippedQuestionnaires } from './shipped/index.ts';

const form = (...item: Question[]): Questionnaire => ({ resourceType: 'Questionnaire', url: 'urn:test', title: 'Test', item });
const said = (linkId: string, ...answer: object[]): AnsweredItem => ({ linkId, answer });
const found = (questionnaire: Questionnaire, items: AnsweredItem[], complete = true) => checkAnswers(questionnaire, items, { complete }).map(({ linkId, code }) => `${linkId} ${code}`);

describe('a form', () => {
  it('that is a draft may lack what must be answered, and a whole one may not', () => {
    const one = form({ linkId: 'a', type: 'boolean', required: true }, { linkId: 'g', type: 'group', item: [{ linkId: 'b', type: 'text', required: true }] });
    expect(found(one, [], false)).toEqual([]);
    expect(found(one, [])).toEqual(['a required', 'b required']);
    expect(found(one, [said('a', { valueBoolean: false }), { linkId: 'g', item: [said('b', { valueString: 'x' })] }])).toEqual([]);
  });

  it('takes each type of answer in its own element only', () => {
    const types = { boolean: { valueBoolean: true }, decimal: { valueDecimal: 1.5 }, integer: { valueInteger: 1 }, date: { valueDate: '2026' }, dateTime: { valueDateTime: '2026-01-01' }, time: { valueTime: '10:00:00' }, string: { valueString: 'x' }, text: { valueString: 'x' }, url: { valueUri: 'https://x.org' }, 'open-choice': { valueString: 'x' }, reference: { valueReference: { display: 'x' } }, quantity: { valueQuantity: { value: 1 } } } as const;
    for (const [type, answer] of Object.entries(types)) {
      const one = form({ linkId: 'a', type: type as keyof typeof types });
      expect(found(one, [said('a', answer)]), type).toEqual([]);
      expect(found(one, [said('a', type === 'boolean' ? { valueString: 'yes' } : { valueBoolean: true })]), type).toEqual(['a type']);
    }
    expect(found(form({ linkId: 'a', type: 'display' }), [said('a', { valueString: 'x' })])).toEqual(['a type']);
  });

  it('keeps to its options, its ranges and its lengths', () => {
    const hl7 = 'http://hl7.org/fhir/StructureDefinition';
    const one = form(
      { linkId: 'choice', type: 'choice', answerOption: [{ valueCoding: { system: 'urn:s', code: 'x', display: 'X' } }] },
      { linkId: 'number', type: 'decimal', extension: [{ url: `${hl7}/minValue`, valueDecimal: 1 }, { url: `${hl7}/maxValue`, valueDecimal: 5 }, { url: `${hl7}/maxDecimalPlaces`, valueInteger: 1 }] },
      { linkId: 'words', type: 'string', maxLength: 3, extension: [{ url: `${hl7}/regex`, valueString: '[a-z]+' }, { url: `${hl7}/minLength`, valueInteger: 2 }] },
    );
    expect(found(one, [said('choice', { valueCoding: { system: 'urn:s', code: 'x', display: 'whatever' } }), said('number', { valueDecimal: 5 }), said('words', { valueString: 'abc' })])).toEqual([]);
    expect(found(one, [said('choice', { valueCoding: { system: 'urn:s', code: 'y', display: 'Y' } }), said('number', { valueDecimal: 0.25 }), said('words', { valueString: 'ABCD' })]))
      .toEqual(['choice option', 'number too_small', 'number decimals', 'words too_long', 'words pattern']);
    expect(found(one, [said('number', { valueDecimal: 6 }), said('words', { valueString: 'a' })])).toEqual(['number too_large', 'words too_short']);
    expect(found(one, [said('number', { valueDecimal: 2 }, { valueDecimal: 3 }), said('nobody', { valueBoolean: true })])).toEqual(['nobody unknown', 'number too_many']);
  });

  it('asks what depends on an answer only then, and row by row in a group that repeats', () => {
    const one = form({ linkId: 'row', type: 'group', repeats: true, item: [
      { linkId: 'smokes', type: 'boolean' },
      { linkId: 'many', type: 'integer', required: true, enableWhen: [{ question: 'smokes', operator: '=', answerBoolean: true }] },
      { linkId: 'why', type: 'string', required: true, enableWhen: [{ question: 'many', operator: '>', answerInteger: 20 }] },
    ] });
    const row = (...item: AnsweredItem[]): AnsweredItem => ({ linkId: 'row', item });
    const [yes, no] = [said('smokes', { valueBoolean: true }), said('smokes', { valueBoolean: false })];
    expect(found(one, [row(yes, said('many', { valueInteger: 5 })), row(no)])).toEqual([]);
    expect(found(one, [row(yes), row(no)])).toEqual(['many required']);
    expect(found(one, [row(yes, said('many', { valueInteger: 5 })), row(no, said('many', { valueInteger: 2 }))])).toEqual(['many not_asked']);
    expect(found(one, [row(yes, said('many', { valueInteger: 21 }))])).toEqual(['why required']);
    expect(found(one, [])).toEqual([]);
  });

  it('combines conditions by all or by any, and knows what exists', () => {
    const conditions = [{ question: 'a', operator: 'exists', answerBoolean: true }, { question: 'b', operator: '!=', answerInteger: 1 }];
    const one = (enableBehavior: 'all' | 'any') => form({ linkId: 'a', type: 'string' }, { linkId: 'b', type: 'integer' }, { linkId: 'c', type: 'string', required: true, enableWhen: conditions, enableBehavior });
    const a = said('a', { valueString: 'x' });
    expect(found(one('any'), [a])).toEqual(['c required']);
    expect(found(one('all'), [a])).toEqual([]);
    expect(found(one('all'), [a, said('b', { valueInteger: 2 })])).toEqual(['c required']);
  });

  it('holds questions under an answer', () => {
    const one = form({ linkId: 'a', type: 'boolean', item: [{ linkId: 'b', type: 'string', required: true, enableWhen: [{ question: 'a', operator: '=', answerBoolean: true }] }] });
    expect(found(one, [{ linkId: 'a', answer: [{ valueBoolean: true, item: [said('b', { valueString: 'x' })] }] }])).toEqual([]);
    expect(found(one, [said('a', { valueBoolean: true })])).toEqual(['b required']);
    expect(found(one, [])).toEqual([]);
  });
});

describe('the questionnaires that come with OpenWard', () => {
  it.each(shippedQuestionnaires.map((each) => [each.title, each] as const))('%s is FHIR, and adds up', (_title, questionnaire) => {
    expect(checkStructure(questionnaire)).toEqual([]);
    const choices = questionnaire.item.filter(({ type }) => type === 'choice');
    const answer = (which: 0 | -1) => choices.map(({ linkId, answerOption = [] }) => said(linkId, { valueCoding: answerOption.at(which)!['valueCoding'] }));
    const most = { 'phq-9': 27, 'gad-7': 21, 'audit-c': 12 }[String(questionnaire['id'])];
    expect([scoreOf(questionnaire, answer(0)), scoreOf(questionnaire, answer(-1))]).toEqual([0, most]);
    expect(scoreOf(questionnaire, answer(-1).slice(1))).toBeNull();
    const whole = withSum(questionnaire, answer(-1));
    expect(whole.at(-1)!.answer).toEqual([{ valueInteger: most }]);
    expect(checkAnswers(questionnaire, whole, { complete: true })).toEqual([]);
    // Somebody else's sum is not believed.
    expect(withSum(questionnaire, [...answer(0), { ...whole.at(-1)! }]).at(-1)!.answer).toEqual([{ valueInteger: 0 }]);
  });
});
