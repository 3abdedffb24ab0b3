import { isSecretKind } from '../../contract/identifier.ts';
import { postalAddress, type AddressFields } from './address.ts';
import { contactElement, type RelatedFields } from './contact.ts';
import { hospitalNumberElement, identifierElement, mask, sealedRowOf, unmask, type IdentifierFields } from './identifier.ts';
import { elementOf, elementsOf, parseExactly, setMember, type Element, type View } from '@openward/platform/fhir';
import { humanName, type NameFields } from './name.ts';
import { personElements, type PersonFields } from './person.ts';
import { contactPoint, type TelecomFields } from './telecom.ts';

/** `source` is the element as it was sent, as JSON text, where the fields do not say all of it. */
type Sent<Fields> = Fields & { source: string | null };

/** What the tables hold of a FHIR Patient. */
export interface PatientFacts extends PersonFields {
  names: Sent<NameFields>[];
  telecoms: Sent<TelecomFields>[];
  addresses: Sent<AddressFields>[];
  related_people: Sent<RelatedFields>[];
  /** `sealed`: the value is encrypted in the row of that id, and is not written here. */
  identifiers: (Sent<IdentifierFields> & { sealed?: string | null })[];
  source: string | null;
}

/** What the hospital adds to a patient's FHIR resource. */
export interface Standing {
  id: string;
  hospital_number: string;
  /** URI under which this hospital gives its numbers. */
  number_system: string;
  /** The record that this one was merged into. */
  replaced_by?: string | null;
  /** The records that were merged into this one. */
  replaces?: readonly string[];
}

/** Members that the tables take apart; the rest of the resource is its `source`. */
const listed = ['resourceType', 'id', 'name', 'telecom', 'address', 'contact', 'identifier'];
const serverKept = ['versionId', 'lastUpdated'];

function rowsOf<Fields>(view: View<Fields>, elements: unknown): Sent<Fields>[] {
  return elementsOf(elements).map((element) => ({
    ...view.fromElement(element),
    source: view.saysAll(element) ? null : JSON.stringify(element),
  }));
}

const sourceOf = (row: { source: string | null }): Element =>
  row.source === null ? {} : elementOf(parseExactly(row.source));

const elementsFor = <Fields>(view: View<Fields>, rows: readonly Sent<Fields>[]): Element[] =>
  rows.map((row) => view.toElement(row, sourceOf(row)));

/**
 * Takes a FHIR Patient apart into the rows of the tables. Nothing is lost: what the columns do not say is kept beside
 * them. The value of a national id or passport is in `value` and not in `source`: the caller encrypts it.
 * The hospital number that the patient has here is not among the identifiers.
 */
export function factsOf(resource: Element, own: { number_system: string; hospital_number: string | null }): PatientFacts {
  const rest: Element = Object.fromEntries(Object.entries(resource).filter(([name]) => !listed.includes(name)));
  const meta = Object.fromEntries(Object.entries(elementOf(rest['meta'])).filter(([name]) => !serverKept.includes(name)));
  setMember(rest, 'meta', Object.keys(meta).length > 0 ? meta : null);
  return {
    ...personElements.fromElement(rest),
    names: rowsOf(humanName, resource['name']),
    telecoms: rowsOf(contactPoint, resource['telecom']),
    addresses: rowsOf(postalAddress, resource['address']),
    related_people: rowsOf(contactElement, resource['contact']),
    identifiers: elementsOf(resource['identifier'])
      .filter(({ system, value }) => system !== own.number_system || value !== own.hospital_number)
      .map(identifierRow),
    source: personElements.saysAll(rest) ? null : JSON.stringify(rest),
  };
}

function identifierRow(element: Element): Sent<IdentifierFields> {
  const fields = identifierElement.fromElement(element);
  if (!isSecretKind(fields.kind) || fields.value === null) {
    return { ...fields, source: identifierElement.saysAll(element) ? null : JSON.stringify(element) };
  }
  const { value: _value, ...open } = element;
  return { ...fields, source: identifierElement.saysAll(open) ? null : JSON.stringify(open) };
}

/** The FHIR Patient of what the tables hold. Secret numbers are masked. */
export function patientResource(facts: PatientFacts, standing: Standing): Element {
  const person = personElements.toElement(facts, sourceOf(facts));
  const resource: Element = { resourceType: 'Patient', id: standing.id, ...person };
  setMember(resource, 'identifier', [
    hospitalNumberElement(standing.number_system, standing.hospital_number),
    ...facts.identifiers.map((row) => {
      const sealed = row.sealed ?? null;
      const element = identifierElement.toElement(sealed === null ? row : { ...row, value: null }, sourceOf(row));
      return sealed === null ? element : mask(element, sealed);
    }),
  ]);
  setMember(resource, 'name', elementsFor(humanName, facts.names));
  setMember(resource, 'telecom', elementsFor(contactPoint, facts.telecoms));
  setMember(resource, 'address', elementsFor(postalAddress, facts.addresses));
  setMember(resource, 'contact', elementsFor(contactElement, facts.related_people));
  return linked(resource, standing);
}

/** Merged records name each other, as FHIR asks: the one that is replaced is no longer active. */
function linked(resource: Element, { replaced_by = null, replaces = [] }: Standing): Element {
  const link = (id: string, type: string) => ({ other: { reference: `Patient/${id}` }, type });
  const links = [
    ...elementsOf(resource['link']),
    ...(replaced_by === null ? [] : [link(replaced_by, 'replaced-by')]),
    ...replaces.map((id) => link(id, 'replaces')),
  ];
  setMember(resource, 'link', links);
  if (replaced_by !== null) resource['active'] = false;
  return resource;
}

/** A generated narrative repeats the fields: once somebody changes one here, it would tell the old story. */
export function withoutNarrative(source: string | null): string | null {
  const resource = sourceOf({ source });
  const status = elementOf(resource['text'])['status'];
  if (status !== 'generated' && status !== 'extensions') return source;
  const { text: _text, ...rest } = resource;
  return JSON.stringify(rest);
}

/** The rows in which the secret numbers of a resource are sealed. */
export const sealedRowsOf = (resource: Element): string[] =>
  elementsOf(resource['identifier']).map(sealedRowOf).filter((row) => row !== null);

/** Puts secret numbers back for somebody who may see them; `values` by the row in which they are sealed. */
export function revealed(resource: Element, values: ReadonlyMap<string, string>): Element {
  const identifier = elementsOf(resource['identifier']).map((element) => {
    const value = values.get(sealedRowOf(element) ?? '');
    return value === undefined ? element : unmask(element, value);
  });
  return { ...resource, identifier };
}
