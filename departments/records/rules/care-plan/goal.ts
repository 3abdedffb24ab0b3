import { elementsOf, setMember, textOf, viewOf, type Part } from '@openward/platform/fhir';
import { achievements, Goal, goalStates, goalPriorities } from '../../contract/care-plans.ts';
import { codePart, conceptPart, datePart, notePart, ownCodes, wordPart } from '../statement/parts.ts';
import type { Subject } from '../statement/subject.ts';

const terminology = 'http://terminology.hl7.org/CodeSystem';

/** The day of the first target; what is measured there stays as it was written. */
const due: Part<Goal> = {
  read: (element) => ({ due: textOf(elementsOf(element['target'])[0]?.['dueDate'])?.slice(0, 10) ?? null }),
  write: (element, fields) => {
    const [first = {}, ...rest] = elementsOf(element['target']);
    const target = { ...first };
    setMember(target, 'dueDate', fields.due);
    setMember(element, 'target', [...(Object.keys(target).length === 0 ? [] : [target]), ...rest]);
  },
};

const view = viewOf<Goal>([
  conceptPart('concept', 'description'),
  codePart('state', 'lifecycleStatus', goalStates),
  wordPart('achievement', 'achievementStatus', `${terminology}/goal-achievement`, ownCodes(achievements)),
  wordPart('priority', 'priority', `${terminology}/goal-priority`, ownCodes(goalPriorities)),
  datePart('from', 'start', 'start', 'startDate'),
  due,
  notePart('note'),
]);

/** Goals: FHIR Goal. */
export const goals: Subject<Goal> = { type: 'Goal', schema: Goal, view, patient: 'subject', by: 'expressedBy' };
