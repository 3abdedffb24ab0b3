import { objects, text } from './look.ts';
import type { Json } from './look.ts';
import { targetOf } from './compartment.ts';

// Elements that name what a resource was made from, or tells of: it is as sensitive as that is.
const elements = [
  'about', 'authorizingPrescription', 'basedOn', 'derivedFrom', 'focus', 'implicated', 'partOf', 'prescription', 'replaces', 'report', 'result', 'target',
] as const;

// Faces of tables that their departments keep, and show: they name what happened, and are labelled by nothing that they name.
const ofTables: ReadonlySet<string> = new Set([
  'Account', 'Appointment', 'ChargeItem', 'Claim', 'Coverage', 'Encounter', 'EpisodeOfCare', 'ExplanationOfBenefit', 'HealthcareService', 'Invoice', 'Location',
  'Organization', 'Patient', 'PaymentNotice', 'Practitioner', 'PractitionerRole', 'RelatedPerson', 'Schedule', 'Slot',
]);

/** Whether entries of this type are labelled by rule, by inheritance and by hand. */
export function isLabelled(type: string): boolean {
  return !ofTables.has(type);
}

const mostSources = 50;

/** What a resource was made from or tells of, as `Type/id`. */
export function madeFrom(resource: Json): string[] {
  const holders = [
    ...elements.flatMap((name) => objects(resource, name)),
    ...objects(resource, 'relatesTo').flatMap((each) => objects(each, 'target')),
    ...objects(resource, 'relatesTo').flatMap((each) => objects(each, 'targetReference')),
    ...objects(resource, 'context').flatMap((each) => objects(each, 'related')),
    ...objects(resource, 'entry').flatMap((each) => objects(each, 'item')),
  ];
  const found = holders.flatMap((holder) => {
    const target = targetOf(text(holder, 'reference') ?? '');
    return target === undefined || target.type === 'Patient' ? [] : [`${target.type}/${target.id}`];
  });
  return [...new Set(found)].slice(0, mostSources);
}
