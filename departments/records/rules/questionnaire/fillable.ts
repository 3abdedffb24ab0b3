import { elementOf, elementsOf, type Element } from '@openward/platform/fhir';
import { answerNames, type Question, type Questionnaire } from './question.ts';

/** Questions lie in groups and under answers; a form that nests them deeper is not taken. */
const depth_max = 4;
const linkIdForm = /^[^\s]+( [^\s]+)*$/;

/** A Questionnaire that was kept as the screen fills it in; undefined where some question of it could not be answered there. */
export function fillable(resource: Element): Questionnaire | undefined {
  const { resourceType, status, url, title, name, subjectType = ['Patient'] } = resource;
  const words = typeof title === 'string' ? title : name;
  if (resourceType !== 'Questionnaire' || status !== 'active' || typeof url !== 'string' || !/^(?:https?:\/\/|urn:)[^\s|]{1,200}$/.test(url) || typeof words !== 'string') return undefined;
  if (!Array.isArray(subjectType) || !subjectType.includes('Patient')) return undefined;
  const linkIds = new Set<string>();
  const item = questionsOf(resource, depth_max, linkIds);
  return item === undefined || item.length === 0 ? undefined : { ...resource, resourceType: 'Questionnaire', url, title: words, item };
}

/** The questions of a level; undefined where one of them cannot be answered. */
function questionsOf(around: Element, depth: number, linkIds: Set<string>): Question[] | undefined {
  const questions: Question[] = [];
  for (const each of elementsOf(around['item'])) {
    const question = depth === 0 ? undefined : questionOf(each, depth, linkIds);
    if (question === undefined) return undefined;
    questions.push(question);
  }
  return questions;
}

function questionOf(each: Element, depth: number, linkIds: Set<string>): Question | undefined {
  const { linkId, type } = each;
  if (typeof linkId !== 'string' || !linkIdForm.test(linkId) || linkId.length > 255 || linkIds.has(linkId)) return undefined;
  linkIds.add(linkId);
  if (typeof type !== 'string' || !Object.hasOwn(answerNames, type) || type === 'attachment') return undefined;
  const options = elementsOf(each['answerOption']).map(optionOf);
  // Answers out of a list that lies elsewhere are not offered.
  if (type === 'choice' && (options.length === 0 || options.includes(undefined))) return undefined;
  if (each['answerValueSet'] !== undefined || options.includes(undefined)) return undefined;
  const item = questionsOf(each, depth - 1, linkIds);
  if (item === undefined) return undefined;
  return { ...each, linkId, type: type as Question['type'], ...(options.length > 0 && { answerOption: options as Element[] }), ...(item.length > 0 && { item }) };
}

/** An answer to choose: of a code, what an answer takes of it. One that is a reference is not offered. */
function optionOf(option: Element): Element | undefined {
  if (option['valueReference'] !== undefined) return undefined;
  if (option['valueCoding'] === undefined) return option;
  const { system, code, display } = elementOf(option['valueCoding']);
  const words = typeof display === 'string' ? display : code;
  if (typeof words !== 'string') return undefined;
  return { ...option, valueCoding: { ...(typeof system === 'string' && { system }), ...(typeof code === 'string' && { code }), display: words } };
}
