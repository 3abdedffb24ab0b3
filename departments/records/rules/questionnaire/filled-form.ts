import { elementsOf, member, setMember, textOf, viewOf, type Part } from '@openward/platform/fhir';
import { type AnsweredItem, answerStates, FilledForm } from '../../contract/questionnaires.ts';
import { codePart } from '../statement/parts.ts';
import type { Subject } from '../statement/subject.ts';

const items: Part<FilledForm> = {
  read: (element) => ({ items: elementsOf(element['item']) as unknown as AnsweredItem[] }),
  write: (element, fields) => setMember(element, 'item', fields.items),
};

const view = viewOf<FilledForm>([member('questionnaire', 'questionnaire', textOf), codePart('state', 'status', answerStates), items]);

/** Forms that were filled in: FHIR QuestionnaireResponse. */
export const filledForms: Subject<FilledForm> = {
  type: 'QuestionnaireResponse', schema: FilledForm, view, patient: 'subject', visit: 'encounter', recorded: 'authored', by: 'author',
};
