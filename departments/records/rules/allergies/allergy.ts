import { elementsOf, equal, member, setMember, viewOf, wordOf, type Element, type Part } from '@openward/platform/fhir';
import { Allergy, allergyCategories, allergyCertainties, allergyStates, allergyTypes, criticalities, type Reaction } from '../../contract/allergies.ts';
import { severities } from '../../contract/problems.ts';
import type { Concept } from '../../contract/statement.ts';
import { codePart, conceptPart, datePart, notePart, ownCodes, readConcept, textPart, wordPart, writeConcept } from '../statement/parts.ts';
import type { Subject } from '../statement/subject.ts';
import { noneKnown } from '../summary/none-known.ts';

const terminology = 'http://terminology.hl7.org/CodeSystem';
const snomed = 'http://snomed.info/sct';

const manifestations: Part<Reaction> = {
  read: (element) => ({ manifestations: elementsOf(element['manifestation']).map(readConcept).filter((each) => each !== null) }),
  write: (element, fields) => setMember(element, 'manifestation', fields.manifestations.map(writeConcept)),
};
const reaction = viewOf<Reaction>([
  manifestations, codePart('severity', 'severity', severities), datePart('onset', 'onset', 'start', 'onset'), textPart('description', 'description'),
]);

/** A reaction that stands there already stays as its sender wrote it; another is written anew. */
const reactions: Part<Allergy> = {
  read: (element) => ({ reactions: elementsOf(element['reaction']).map(reaction.fromElement) }),
  write: (element, { reactions: fields }) => {
    const sent = elementsOf(element['reaction']);
    setMember(element, 'reaction', fields.map((each) => sent.find((one) => equal(reaction.fromElement(one), each)) ?? reaction.toElement(each)));
  },
};

const view = viewOf<Allergy>([
  conceptPart('concept', 'code'),
  codePart('type', 'type', allergyTypes),
  member('categories', 'category', (value) => (Array.isArray(value) ? value.map((each) => wordOf(each, allergyCategories)).filter((each) => each !== null) : [])),
  codePart('criticality', 'criticality', criticalities),
  wordPart('clinical', 'clinicalStatus', `${terminology}/allergyintolerance-clinical`, ownCodes(allergyStates)),
  wordPart('verification', 'verificationStatus', `${terminology}/allergyintolerance-verification`, ownCodes(allergyCertainties)),
  datePart('onset', 'onset'),
  reactions,
  notePart('note'),
]);

/** Allergies and intolerances: FHIR AllergyIntolerance. A statement that none is known is one too. */
export const allergies: Subject<Allergy> = {
  type: 'AllergyIntolerance', schema: Allergy, view, patient: 'patient', visit: 'encounter', recorded: 'recordedDate', by: 'recorder',
  unsaid: { clinical: 'active', verification: 'confirmed' },
};

const noneKnownConcepts: Record<string, Concept> = {
  all: { system: snomed, code: '716186003', display: 'No known allergy' },
  medication: { system: snomed, code: '409137002', display: 'No known drug allergy' },
  food: { system: snomed, code: '429625007', display: 'No known food allergy' },
  environment: { system: snomed, code: '428607008', display: 'No known environmental allergy' },
};

/** The statement that no allergy of a sort is known. */
export function noneKnownFields(of: string): Allergy {
  return {
    concept: noneKnownConcepts[of]!, type: 'allergy', categories: of === 'all' ? [] : [of as 'food'], criticality: null, clinical: 'active',
    verification: 'confirmed', onset: null, reactions: [], note: null,
  };
}

/** Whether a resource still says what it says: it was neither ended nor refuted nor made in error. */
export function stands(resource: Element): boolean {
  const { clinical, verification } = view.fromElement(resource);
  const code = (resource['verificationStatus'] as { coding?: { code?: string }[] } | undefined)?.coding?.[0]?.code;
  return clinical !== 'inactive' && clinical !== 'resolved' && verification !== 'refuted' && code !== 'entered-in-error';
}

/** Whether two statements cannot stand together: one says that no such allergy is known, the other names one. */
export function contradict(one: Element, other: Element): boolean {
  return excludes(one, other) || excludes(other, one);
}

function excludes(none: Element, allergy: Element): boolean {
  const scope = noneKnown(none);
  if (scope === undefined || scope === 'nothing' || noneKnown(allergy) !== undefined) return false;
  const categories = Array.isArray(allergy['category']) ? (allergy['category'] as string[]) : [];
  // An allergy of which nobody said the sort may be of any.
  return scope === 'all' || categories.length === 0 || categories.includes(scope);
}
