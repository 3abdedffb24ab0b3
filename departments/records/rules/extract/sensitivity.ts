import { object, objects, text } from './look.ts';
import type { Json } from './look.ts';

const confidentiality = 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality';
const actCode = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
// HL7's codes for information that needs more protection than the rest of a record.
const sensitive: ReadonlySet<string> = new Set([
  'BH', 'COGN', 'DVD', 'EMOTDIS', 'ETH', 'ETHUD', 'GDIS', 'HIV', 'MH', 'MST', 'OPIOIDUD', 'PREGNANT', 'PSY', 'PSYTHPN', 'SCA',
  'SDV', 'SEX', 'SICKLE', 'SPI', 'STD', 'SUD', 'TBOO', 'VIO',
]);

/** The label that a reader must be cleared for: `restricted`, or undefined for the ordinary record. */
export function sensitivityOf(resource: Json): string | undefined {
  const labels = objects(object(resource, 'meta'), 'security');
  const restricted = labels.some((label) => {
    const code = text(label, 'code') ?? '';
    if (text(label, 'system') === confidentiality) return code === 'R' || code === 'V';
    return text(label, 'system') === actCode && sensitive.has(code);
  });
  return restricted ? 'restricted' : undefined;
}

// What is made of or with something else, and names its patient only through that.
const companions: ReadonlySet<string> = new Set([
  'Binary', 'Communication', 'Composition', 'DocumentManifest', 'DocumentReference', 'Media', 'Provenance', 'QuestionnaireResponse',
]);

/** The label of what tells of a person, but is in nobody's record: nobody sees it until it is put where it belongs. */
export const unassigned = 'unassigned';

/** Whether a resource of this type is somebody's even where it names nobody. */
export function tellsOfSomebody(type: string): boolean {
  return companions.has(type);
}
