import { elementOf, elementsOf, setMember, textOf, viewOf, wordOf, type Element, type Part } from '@openward/platform/fhir';
import { type Activity, activityStates, CarePlan, planStates } from '../../contract/care-plans.ts';
import { spanPart } from '../flag/flag.ts';
import { codePart, notePart } from '../statement/parts.ts';
import type { Subject } from '../statement/subject.ts';

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Title and description, and the narrative that US Core asks of a plan: it says these two and nothing else. */
const told: Part<CarePlan> = {
  read: (element) => ({ title: textOf(element['title'])?.trim() ?? null, description: textOf(element['description'])?.trim() ?? null }) as Partial<CarePlan>,
  write: (element, { title, description }) => {
    setMember(element, 'title', title);
    setMember(element, 'description', description);
    const lines = [title, ...(description === null ? [] : description.split('\n'))].map((line) => `<p>${escaped(line)}</p>`);
    setMember(element, 'text', { status: 'additional', div: `<div xmlns="http://www.w3.org/1999/xhtml">${lines.join('')}</div>` });
  },
};

function readActivity(element: Element): Activity {
  const detail = elementOf(element['detail']);
  return {
    what: textOf(detail['description'])?.trim() ?? '',
    state: wordOf(detail['status'], activityStates) ?? 'not-started',
    owner: textOf(elementsOf(detail['performer'])[0]?.['display'])?.trim() ?? null,
    due: textOf(elementOf(detail['scheduledPeriod'])['end'])?.slice(0, 10) ?? null,
    outcome: textOf(elementsOf(element['outcomeCodeableConcept'])[0]?.['text'])?.trim() ?? null,
  };
}

/** Over what its sender wrote of the same activity, so that its progress and its goals stay. */
function writeActivity(source: Element, { what, state, owner, due, outcome }: Activity): Element {
  const before = readActivity(source);
  const element = { ...source };
  const detail = { ...elementOf(element['detail']) };
  setMember(detail, 'status', state);
  setMember(detail, 'description', what);
  if (before.due !== due) setMember(detail, 'scheduledPeriod', due === null ? null : { end: due });
  if (before.owner !== owner) setMember(detail, 'performer', owner === null ? null : [{ display: owner }]);
  if (before.outcome !== outcome) setMember(element, 'outcomeCodeableConcept', outcome === null ? null : [{ text: outcome }]);
  element['detail'] = detail;
  return element;
}

const activities: Part<CarePlan> = {
  read: (element) => ({ activities: elementsOf(element['activity']).map(readActivity) }),
  write: (element, fields) => {
    const sent = elementsOf(element['activity']);
    setMember(element, 'activity', fields.activities.map((each) => writeActivity(sent.find((one) => readActivity(one).what === each.what) ?? {}, each)));
  },
};

const view = viewOf<CarePlan>([told, codePart('state', 'status', planStates), spanPart('from', 'until'), activities, notePart('note')]);

/** Care plans: FHIR CarePlan. */
export const carePlans: Subject<CarePlan> = {
  type: 'CarePlan', schema: CarePlan, view, patient: 'subject', visit: 'encounter', recorded: 'created', by: 'author',
  fixed: {
    intent: 'plan',
    category: [{ coding: [{ system: 'http://hl7.org/fhir/us/core/CodeSystem/careplan-category', code: 'assess-plan', display: 'Assessment and Plan of Treatment' }] }],
  },
};
