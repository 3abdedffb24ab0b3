import type { Question, Questionnaire } from '../question.ts';
import { sumUrl } from '../score.ts';

const loinc = 'http://loinc.org';

/** An answer with its code of LOINC, its words and its points. */
export type Choice = readonly [code: string, display: string, points: number];

/** A question that takes one of a few answers, each worth points. */
export function scored(code: string, text: string, choices: readonly Choice[], prefix: string): Question {
  return {
    linkId: code, prefix, text, type: 'choice', required: true, code: [{ system: loinc, code }],
    answerOption: choices.map(([answer, display, points]) => ({
      extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/ordinalValue', valueDecimal: points }],
      valueCoding: { system: loinc, code: answer, display },
    })),
  };
}

/** A questionnaire whose answers are summed up. */
export function summed(about: { name: string; title: string; code: string; copyright: string; ask: string; sum: string; questions: readonly Question[] }): Questionnaire {
  const { name, title, code, copyright, ask, sum, questions } = about;
  return {
    resourceType: 'Questionnaire', id: name, url: `https://openward.org/fhir/Questionnaire/${name}`, version: '1', name: name.replaceAll('-', '_'), title, status: 'active',
    subjectType: ['Patient'], copyright, code: [{ system: loinc, code }],
    item: [
      { linkId: 'ask', type: 'display', text: ask },
      ...questions,
      { linkId: sum, type: 'integer', text: 'Score', readOnly: true, code: [{ system: loinc, code: sum }], extension: [{ url: sumUrl, valueBoolean: true }] },
    ],
  };
}
