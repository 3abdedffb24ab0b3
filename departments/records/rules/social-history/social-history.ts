import { elementOf, elementsOf, setMember, viewOf, type Element, type Part } from '@openward/platform/fhir';
import { SocialHistory, socialTopics } from '../../contract/histories.ts';
import type { Concept } from '../../contract/statement.ts';
import { datePart, notePart, readConcept, writeConcept } from '../statement/parts.ts';
import type { Subject } from '../statement/subject.ts';

const loinc = 'http://loinc.org';
const snomed = 'http://snomed.info/sct';
const category = { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'social-history', display: 'Social History' }] };

const topics: Record<(typeof socialTopics)[number], { code: string; display: string }> = {
  smoking: { code: '72166-2', display: 'Tobacco smoking status' },
  alcohol: { code: '11331-6', display: 'History of Alcohol use' },
  drugs: { code: '11343-1', display: 'History of Other nonmedical drug use' },
  occupation: { code: '11341-5', display: 'History of Occupation' },
  living: { code: '63512-8', display: 'How many people are living or staying at this address' },
  pregnancy: { code: '82810-3', display: 'Pregnancy status' },
  'pregnancy-intent': { code: '86645-9', display: 'Pregnancy intention in the next year - Reported' },
};

const answer = (code: string, display: string): Concept => ({ system: snomed, code, display });

/** The answers that US Core knows for a question; other questions are answered in words. */
export const socialAnswers: Partial<Record<(typeof socialTopics)[number], readonly Concept[]>> = {
  smoking: [
    answer('266919005', 'Never smoked tobacco'), answer('8517006', 'Ex-smoker'), answer('449868002', 'Smokes tobacco daily'),
    answer('428041000124106', 'Occasional tobacco smoker'), answer('77176002', 'Smoker'), answer('266927001', 'Tobacco smoking consumption unknown'),
  ],
  pregnancy: [answer('77386006', 'Pregnant'), answer('60001007', 'Not pregnant'), answer('152231000119106', 'Pregnancy not yet confirmed')],
  'pregnancy-intent': [
    answer('454411000124108', 'Wants to become pregnant'), answer('454401000124105', 'No desire to become pregnant'),
    answer('454391000124108', 'Ambivalent about becoming pregnant'), answer('454381000124105', 'Not sure of desire to become pregnant'),
  ],
};

const topic: Part<SocialHistory> = {
  read: (element) => {
    const codes = elementsOf(elementOf(element['code'])['coding']).map(({ code }) => code);
    return { topic: (socialTopics.find((each) => codes.includes(topics[each].code)) ?? null) as SocialHistory['topic'] };
  },
  write: (element, fields) => setMember(element, 'code', { coding: [{ system: loinc, ...topics[fields.topic] }], text: topics[fields.topic].display }),
};

const value: Part<SocialHistory> = {
  read: (element) => ({
    answer: (readConcept(element['valueCodeableConcept']) ?? (typeof element['valueString'] === 'string' ? { text: element['valueString'] } : null)) as Concept,
  }),
  write: (element, fields) => {
    for (const key of Object.keys(element)) if (/^_?value[A-Z]/.test(key) || key === 'dataAbsentReason') delete element[key];
    element['valueCodeableConcept'] = writeConcept(fields.answer);
  },
};

/** How somebody lives: FHIR Observation, of the category of social history. */
export const socialHistory: Subject<SocialHistory> = {
  type: 'Observation', schema: SocialHistory, patient: 'subject', visit: 'encounter', recorded: 'issued', by: 'performer.', kind: 'social',
  fixed: { status: 'final', category: [category] } satisfies Element,
  view: viewOf<SocialHistory>([topic, value, datePart('on', 'effective'), notePart('note')]),
};
