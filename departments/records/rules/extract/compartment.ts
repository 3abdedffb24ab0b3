import { object, objects, text } from './look.ts';
import type { Json } from './look.ts';

/** The elements that name the patient, where they are not `patient` or `subject`. */
const ofType: Record<string, readonly string[]> = {
  Appointment: ['participant.actor'],
  AppointmentResponse: ['actor'],
  Binary: ['securityContext'],
  Coverage: ['beneficiary'],
  EnrollmentRequest: ['candidate'],
  Group: [],
  Patient: [],
  Person: [],
  Provenance: ['target'],
  ResearchSubject: ['individual'],
  Schedule: [],
  SupplyRequest: ['deliverTo'],
  Task: ['for'],
};
const usual = ['patient', 'subject'] as const;

/**
 * The patient whose record a resource belongs to, as the reference names them: `Patient/…`, an address that ends so, or
 * `urn:uuid:…` that is still to be resolved. Undefined for what belongs to no patient. A Patient belongs to itself.
 */
export function patientReference(resource: Json): string | undefined {
  return patientReferences(resource)[0];
}

/** As `patientReference`: all that may name the patient, in order. A `urn:uuid:…` may turn out to be of another type. */
export function patientReferences(resource: Json): string[] {
  const type = text(resource, 'resourceType') ?? '';
  if (type === 'Patient') return [`Patient/${text(resource, 'id') ?? ''}`];
  return patientElements(type).flatMap((path) => {
    const [first, second] = path.split('.') as [string, string?];
    const holders = second === undefined ? objects(resource, first) : objects(resource, first).map((item) => object(item, second));
    return holders.map((holder) => text(holder, 'reference')).filter((reference) => reference !== undefined && mayBePatient(reference)) as string[];
  });
}

/** The elements of a type that may name the patient, in the order in which they are looked at. */
export function patientElements(type: string): readonly string[] {
  return ofType[type] ?? usual;
}

function mayBePatient(reference: string): boolean {
  return /(?:^|\/)Patient[/?]/.test(reference) || reference.startsWith('urn:');
}

/** The type and id that a literal reference names, whatever server it names; undefined for others. */
export function targetOf(reference: string): { type: string; id: string } | undefined {
  const parts = /(?:^|\/)([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/[A-Za-z0-9\-.]{1,64})?$/.exec(reference);
  return parts === null ? undefined : { type: parts[1]!, id: parts[2]! };
}

/** The id of the visit that a resource came out of; a visit is its own. */
export function visitOf(resource: Json): string | undefined {
  if (resource['resourceType'] === 'Encounter') return text(resource, 'id');
  const holders = [
    object(resource, 'encounter'), object(resource, 'context'), object(object(resource, 'context'), 'encounter'),
    object(object(resource, 'item'), 'encounter'),
  ];
  for (const holder of holders) {
    const target = targetOf(text(holder, 'reference') ?? '');
    if (target?.type === 'Encounter') return target.id;
  }
  return undefined;
}
