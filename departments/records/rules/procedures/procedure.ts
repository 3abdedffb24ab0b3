import { elementsOf, setMember, textOf, viewOf, type Part } from '@openward/platform/fhir';
import { Procedure, procedureOutcomes, procedureStates } from '../../contract/procedures.ts';
import { targetOf } from '../extract/compartment.ts';
import { codePart, conceptPart, namedPart, notePart, periodPart, wordPart } from '../statement/parts.ts';
import type { Subject } from '../statement/subject.ts';

const outcomes: Record<(typeof procedureOutcomes)[number], { code: string; display: string }> = {
  successful: { code: '385669000', display: 'Successful' },
  'partially-successful': { code: '385670004', display: 'Partially successful' },
  unsuccessful: { code: '385671000', display: 'Unsuccessful' },
};

const order: Part<Procedure> = {
  read: (element) => {
    const targets = elementsOf(element['basedOn']).map(({ reference }) => targetOf(textOf(reference) ?? ''));
    return { order_id: targets.find((target) => target?.type === 'ServiceRequest')?.id ?? null };
  },
  write: (element, { order_id }) => {
    const others = elementsOf(element['basedOn']).filter(({ reference }) => targetOf(textOf(reference) ?? '')?.type !== 'ServiceRequest');
    setMember(element, 'basedOn', [...(order_id === null ? [] : [{ reference: `ServiceRequest/${order_id}` }]), ...others]);
  },
};

/** What was done, or was to be: FHIR Procedure. */
export const procedures: Subject<Procedure> = {
  type: 'Procedure', schema: Procedure, patient: 'subject', visit: 'encounter', by: 'recorder',
  view: viewOf<Procedure>([
    conceptPart('concept', 'code'),
    codePart('status', 'status', procedureStates),
    conceptPart('status_reason', 'statusReason'),
    periodPart('start', 'end', 'performed'),
    namedPart('performer', 'performer', 'actor'),
    conceptPart('body_site', 'bodySite', true),
    conceptPart('reason', 'reasonCode', true),
    wordPart('outcome', 'outcome', 'http://snomed.info/sct', outcomes),
    conceptPart('complication', 'complication', true),
    order,
    notePart('note'),
  ]),
};
