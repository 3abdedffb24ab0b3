import { isSecretKind, type IdentifierKind } from '../../contract/identifier.ts';
import { extensionOf, extensionUrls, setExtension } from './extensions.ts';
import { elementOf, elementsOf, member, setMember, textOf, viewOf, wordOf, type Element } from '@openward/platform/fhir';
import { period, type WithPeriod } from './period.ts';

const uses = ['usual', 'official', 'temp', 'secondary', 'old'] as const;
const identifierType = 'http://terminology.hl7.org/CodeSystem/v2-0203';

export interface IdentifierFields extends WithPeriod {
  kind: IdentifierKind;
  system: string | null;
  issuer: string | null;
  value: string | null;
  use: (typeof uses)[number] | null;
}

/** HL7 v2 table 0203 of each kind that we write; more are read. */
const codeOfKind: Partial<Record<IdentifierKind, string>> = {
  national_id: 'NI',
  passport: 'PPN',
  other_hospital: 'MR',
  insurance: 'MB',
  driving_licence: 'DL',
};
const kindOfCode: Record<string, IdentifierKind> = {
  SS: 'national_id', NI: 'national_id', PPN: 'passport', MR: 'other_hospital', PI: 'other_hospital', PT: 'other_hospital',
  MB: 'insurance', MC: 'insurance', MA: 'insurance', SN: 'insurance', HC: 'insurance', DL: 'driving_licence',
};
/** Numbers that are secret by who gives them, whatever type the sender wrote. */
const nationalSystems = /(\/sid\/us-ssn|\/us-ssn|aadhaar|\/NamingSystem\/national-id)$/i;

function kindOf(element: Element): IdentifierKind {
  if (nationalSystems.test(textOf(element['system']) ?? '')) return 'national_id';
  const codes = elementsOf(elementOf(element['type'])['coding']).map((coding) => textOf(coding['code']) ?? '');
  if (codes.some((code) => /^NN[A-Z]{2,3}$/.test(code))) return 'national_id';
  const known = codes.flatMap((code) => (Object.hasOwn(kindOfCode, code) ? [kindOfCode[code] as IdentifierKind] : []));
  return known.find(isSecretKind) ?? known[0] ?? 'other';
}

/** A row of `patients.identifier` as a FHIR Identifier; the value of a secret one is masked (see `mask`). */
export const identifierElement = viewOf<IdentifierFields>([
  {
    read: (element) => ({ kind: kindOf(element) }),
    write: (element, { kind }) => {
      const code = codeOfKind[kind];
      setMember(element, 'type', code === undefined ? null : { coding: [{ system: identifierType, code }] });
    },
  },
  member('system', 'system', textOf),
  {
    read: (element) => ({ issuer: textOf(elementOf(element['assigner'])['display']) }),
    write: (element, { issuer }) => {
      const assigner = { ...elementOf(element['assigner']) };
      setMember(assigner, 'display', issuer);
      setMember(element, 'assigner', Object.keys(assigner).length > 0 ? assigner : null);
    },
  },
  member('value', 'value', textOf),
  member('use', 'use', (value) => wordOf(value, uses)),
  period(),
]);

/** The identifier by which the hospital itself knows the patient. */
export const hospitalNumberElement = (system: string, value: string): Element => ({
  use: 'usual',
  type: { coding: [{ system: identifierType, code: 'MR' }] },
  system,
  value,
});

const masked = { valueCode: 'masked' };

/**
 * Takes the value away and says so as FHIR does it; `row` names where it is sealed, so that whoever may see it can be
 * given it from any version of the resource.
 */
export function mask(element: Element, row: string): Element {
  const { value: _value, ...rest } = element;
  const companion = { ...elementOf(rest['_value']) };
  setExtension(companion, extensionUrls.dataAbsentReason, masked);
  setExtension(companion, extensionUrls.sealedRow, { valueId: row });
  return { ...rest, _value: companion };
}

/** The row in which the value of a masked identifier is sealed, or null. */
export const sealedRowOf = (element: Element): string | null =>
  textOf(extensionOf(elementOf(element['_value']), extensionUrls.sealedRow)?.['valueId']);

/** Puts the value back for somebody who may see it. */
export function unmask(element: Element, value: string): Element {
  const { _value, ...rest } = element;
  const companion = { ...elementOf(_value) };
  setExtension(companion, extensionUrls.dataAbsentReason, null);
  setExtension(companion, extensionUrls.sealedRow, null);
  return { ...rest, value, ...(Object.keys(companion).length > 0 ? { _value: companion } : {}) };
}
