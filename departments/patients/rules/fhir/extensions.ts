import { elementsOf, type Element, type Part } from '@openward/platform/fhir';

const core = 'http://hl7.org/fhir/StructureDefinition/';
const own = 'https://openward.org/fhir/StructureDefinition/';

/** Extensions that the projection reads and writes: FHIR's own where there is one. */
export const extensionUrls = {
  language: `${core}language`,
  genderIdentity: `${core}patient-genderIdentity`,
  religion: `${core}patient-religion`,
  interpreterRequired: `${core}patient-interpreterRequired`,
  clinicalSex: `${core}patient-sexParameterForClinicalUse`,
  dataAbsentReason: `${core}data-absent-reason`,
  mother: `${own}patient-mother`,
  occupation: `${own}patient-occupation`,
  unidentified: `${own}patient-unidentified`,
  estimated: `${own}estimated`,
  sealedRow: `${own}sealed-identifier`,
  contactLanguage: `${own}contact-language`,
  contactPatient: `${own}contact-patient`,
} as const;

/** The first extension of the URL. */
export const extensionOf = (element: Element, url: string): Element | undefined =>
  elementsOf(element['extension']).find((extension) => extension['url'] === url);

/** Puts an extension in the place of the first one of its URL, or takes that one away. */
export function setExtension(element: Element, url: string, extension: Element | null): void {
  const all = elementsOf(element['extension']);
  const place = all.findIndex((each) => each['url'] === url);
  const kept = all.filter((_each, index) => index !== place);
  if (extension !== null) kept.splice(place === -1 ? kept.length : place, 0, { url, ...extension });
  if (kept.length > 0) element['extension'] = kept;
  else delete element['extension'];
}

/** A field that is an extension of the element. */
export function extension<Fields>(
  field: keyof Fields & string, url: string, read: (extension: Element) => unknown, write: (value: never) => Element,
  absent: unknown = null,
): Part<Fields> {
  return {
    read: (element) => {
      const found = extensionOf(element, url);
      return { [field]: found === undefined ? absent : (read(found) ?? absent) } as Partial<Fields>;
    },
    write: (element, fields) => {
      const value = fields[field];
      setExtension(element, url, value === absent ? null : write(value as never));
    },
  };
}
