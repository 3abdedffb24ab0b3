import { object, objects, text } from './look.ts';
import type { Json } from './look.ts';

const confidentiality = 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality';
const actCode = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
/** The system of the labels that a hospital makes itself. */
export const ownLabels = 'urn:openward:label';

// HL7's codes for information that needs more protection than the rest of a record, each under the label that covers it.
const coveredBy: Readonly<Record<string, string>> = {
  BH: 'PSY', COGN: 'PSY', EMOTDIS: 'PSY', MH: 'PSY', PSY: 'PSY', PSYTHPN: 'PSY',
  HIV: 'HIV',
  GDIS: 'SEX', PREGNANT: 'SEX', SEX: 'SEX', STD: 'SEX',
  ETH: 'ETH', ETHUD: 'ETH', OPIOIDUD: 'ETH', SUD: 'ETH',
  DV: 'SDV', MST: 'SDV', SDV: 'SDV', VIO: 'SDV',
  DVD: 'restricted', SCA: 'restricted', SICKLE: 'restricted', SPI: 'restricted', TBOO: 'restricted',
};
const ownCode = /^[A-Z][A-Z0-9-]{1,19}$/;

/** The labels that a reader must be cleared for, in order, with commas; undefined for the ordinary record. */
export function sensitivityOf(resource: Json): string | undefined {
  const labels = new Set(objects(object(resource, 'meta'), 'security').map(labelOf).filter((label) => label !== undefined));
  return labels.size === 0 ? undefined : [...labels].toSorted().join(',');
}

/** The label that one coding of meta.security gives; undefined where it gives none. */
export function labelOf(coding: Json): string | undefined {
  const code = text(coding, 'code') ?? '';
  switch (text(coding, 'system')) {
    case confidentiality: return code === 'R' || code === 'V' ? 'restricted' : undefined;
    case actCode: return Object.hasOwn(coveredBy, code) ? coveredBy[code] : undefined;
    // What cannot be one of its labels is nobody's to open by mistake.
    case ownLabels: return ownCode.test(code) ? code : 'restricted';
    default: return undefined;
  }
}

/** A label as it stands in meta.security. */
export function codingOf(label: string): { system: string; code: string } {
  if (label === 'restricted') return { system: confidentiality, code: 'R' };
  return { system: coveredBy[label] === label ? actCode : ownLabels, code: label };
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
