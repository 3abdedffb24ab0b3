import { setMember, type Element } from '@openward/platform/fhir';
import type { orderStates, orderTypes } from '../../contract/orders.ts';
import { withoutGeneratedText } from '../statement/subject.ts';

type State = (typeof orderStates)[number];
type Type = (typeof orderTypes)[number];

/** What may follow what. What is over stays over. */
const next: Record<string, readonly State[]> = {
  draft: ['active', 'cancelled'],
  active: ['on-hold', 'completed', 'cancelled', 'stopped'],
  'on-hold': ['active', 'completed', 'cancelled', 'stopped'],
};
// A service that will not be done is revoked, in the words of FHIR; it knows no other ending but completion.
const word = (type: Type, state: State): string => (type === 'ServiceRequest' && (state === 'cancelled' || state === 'stopped') ? 'revoked' : state);

const reasonAddress = 'http://hl7.org/fhir/StructureDefinition/request-statusReason';

/** Whether an order in this state may come into that one. */
export const mayBecome = (from: string | null, to: State): boolean => next[from ?? 'active']?.includes(to) ?? false;

/** Whether an ending needs to say why. */
export const needsReason = (state: State): boolean => state === 'cancelled' || state === 'stopped' || state === 'on-hold';

/** The order in another state, with the reason. */
export function inState(order: Element, state: State, reason: string | undefined): Element {
  const type = order['resourceType'] as Type;
  const changed: Element = { ...withoutGeneratedText(order), status: word(type, state) };
  const concept = reason === undefined ? null : { text: reason };
  if (type === 'MedicationRequest') setMember(changed, 'statusReason', concept);
  else {
    const others = (Array.isArray(order['extension']) ? (order['extension'] as Element[]) : []).filter(({ url }) => url !== reasonAddress);
    setMember(changed, 'extension', [...others, ...(concept === null ? [] : [{ url: reasonAddress, valueCodeableConcept: concept }])]);
  }
  return changed;
}
