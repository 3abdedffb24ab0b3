import { relatedRoles } from '../../contract/person.ts';
import { extension, extensionUrls } from './extensions.ts';
import { elementOf, elementsOf, member, setMember, textOf, textsOf, viewOf, wordOf, type Element, type Part } from '@openward/platform/fhir';
import { period, type WithPeriod } from './period.ts';
import { language } from '../../contract/text.ts';
import { referencedPatient } from './reference.ts';

type Role = (typeof relatedRoles)[number];

export interface RelatedFields extends WithPeriod {
  roles: Role[];
  relationship: string | null;
  name: string | null;
  sex: 'male' | 'female' | 'other' | 'unknown' | null;
  phone: string | null;
  email: string | null;
  address: string | null;
  language: string | null;
  linked_patient_id: string | null;
}

/** Codes of the roles; `other` has none. */
const codings: Record<Exclude<Role, 'other'>, { system: string; code: string }> = {
  next_of_kin: { system: 'http://terminology.hl7.org/CodeSystem/v2-0131', code: 'N' },
  emergency_contact: { system: 'http://terminology.hl7.org/CodeSystem/v2-0131', code: 'C' },
  legal_guardian: { system: 'http://terminology.hl7.org/CodeSystem/v3-RoleCode', code: 'GUARD' },
  guarantor: { system: 'http://terminology.hl7.org/CodeSystem/v3-RoleClass', code: 'GUAR' },
};
const codedRoles = Object.keys(codings) as (keyof typeof codings)[];

const rolesIn = (concept: Element): Role[] =>
  codedRoles.filter((role) =>
    elementsOf(concept['coding']).some(
      ({ system, code }) => system === codings[role].system && code === codings[role].code,
    ),
  );

/** Concepts of `relationship` that are no role of ours: how the two are related. */
const kinship = (element: Element): Element[] =>
  elementsOf(element['relationship']).filter((concept) => rolesIn(concept).length === 0);

function wordsOf(concept: Element | undefined): string | null {
  if (concept === undefined) return null;
  const coding = elementsOf(concept['coding'])[0];
  return textOf(concept['text']) ?? textOf(coding?.['display']) ?? textOf(coding?.['code']);
}

function rolesOf(element: Element): Role[] {
  const sent = elementsOf(element['relationship']).flatMap(rolesIn);
  return sent.length > 0 ? relatedRoles.filter((role) => sent.includes(role)) : ['other'];
}

const relationship: Part<RelatedFields> = {
  read: (element) => ({ roles: rolesOf(element), relationship: wordsOf(kinship(element)[0]) }),
  write: (element, { roles, relationship: words }) => {
    const [first, ...others] = kinship(element);
    const kept = wordsOf(first) === words ? (first === undefined ? [] : [first]) : words === null ? [] : [{ text: words }];
    const coded = codedRoles.filter((role) => roles.includes(role)).map((role) => ({ coding: [codings[role]] }));
    setMember(element, 'relationship', [...coded, ...kept, ...others]);
  },
};

function nameText(element: Element): string | null {
  const name = elementOf(element['name']);
  const parts = [...textsOf(name['given']), textOf(name['family'])].filter((part) => part !== null);
  return textOf(name['text']) ?? (parts.length > 0 ? parts.join(' ') : null);
}

function addressText(element: Element): string | null {
  const address = elementOf(element['address']);
  const members = ['city', 'district', 'state', 'postalCode', 'country'].map((name) => textOf(address[name]));
  const parts = [...textsOf(address['line']), ...members].filter((part) => part !== null);
  return textOf(address['text']) ?? (parts.length > 0 ? parts.join(', ') : null);
}

/** The first telecom of a system, in `contact.telecom`. */
const telecom = (field: 'phone' | 'email'): Part<RelatedFields> => ({
  read: (element) => ({
    [field]: textOf(elementsOf(element['telecom']).find((each) => each['system'] === field)?.['value']),
  }),
  write: (element, fields) => {
    const all = elementsOf(element['telecom']);
    const place = all.findIndex((each) => each['system'] === field);
    const value = fields[field];
    const changed = value === null ? [] : [{ ...all[place], system: field, value }];
    if (place === -1) all.push(...changed);
    else all.splice(place, 1, ...changed);
    setMember(element, 'telecom', all);
  },
});

/** A row of `patients.related_person` as a FHIR Patient.contact. */
export const contactElement = viewOf<RelatedFields>([
  relationship,
  {
    read: (element) => ({ name: nameText(element) }),
    write: (element, { name }) => setMember(element, 'name', name === null ? null : { text: name }),
  },
  member('sex', 'gender', (value) => wordOf(value, ['male', 'female', 'other', 'unknown'] as const)),
  telecom('phone'),
  telecom('email'),
  {
    read: (element) => ({ address: addressText(element) }),
    write: (element, { address }) => setMember(element, 'address', address === null ? null : { text: address }),
  },
  extension(
    'language', extensionUrls.contactLanguage,
    (sent) => (language.safeParse(sent['valueCode']).success ? sent['valueCode'] : null),
    (tag: string) => ({ valueCode: tag }),
  ),
  extension(
    'linked_patient_id', extensionUrls.contactPatient,
    (sent) => referencedPatient(sent['valueReference']),
    (id: string) => ({ valueReference: { reference: `Patient/${id}` } }),
  ),
  period(),
]);
