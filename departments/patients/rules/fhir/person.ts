import { isPartialDate } from '../../contract/date.ts';
import { clinicalSexes, genderIdentities, sexes } from '../../contract/registration.ts';
import { language as languageTag } from '../../contract/text.ts';
import { codeIn, concept, conceptText } from './concepts.ts';
import { extension, extensionOf, extensionUrls, setExtension } from './extensions.ts';
import { elementOf, elementsOf, setMember, textOf, viewOf, wordOf, type Element, type Part } from '@openward/platform/fhir';
import { instantOf } from './period.ts';
import { referencedPatient } from './reference.ts';

/** The columns of `patients.patient` that a FHIR Patient has a place for. */
export interface PersonFields {
  birth_date: string | null;
  birth_date_estimated: boolean;
  multiple_birth_order: number | null;
  sex: (typeof sexes)[number];
  gender_identity: (typeof genderIdentities)[number] | null;
  sex_for_clinical_use: (typeof clinicalSexes)[number] | null;
  sex_for_clinical_use_note: string | null;
  marital_status: string | null;
  language: string | null;
  interpreter_needed: boolean | null;
  religion: string | null;
  occupation: string | null;
  mother_id: string | null;
  deceased: boolean;
  deceased_date: string | null;
  restricted: boolean;
  unknown: boolean;
}

const systems = {
  maritalStatus: 'http://terminology.hl7.org/CodeSystem/v3-MaritalStatus',
  nullFlavor: 'http://terminology.hl7.org/CodeSystem/v3-NullFlavor',
  languageTag: 'urn:ietf:bcp:47',
  genderIdentity: 'http://hl7.org/fhir/gender-identity',
  clinicalSex: 'http://hl7.org/fhir/sex-parameter-for-clinical-use',
  confidentiality: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality',
} as const;
const maritalCodes = ['A', 'D', 'I', 'L', 'M', 'C', 'P', 'T', 'U', 'S', 'W'] as const;

const sex: Part<PersonFields> = {
  read: (element) => ({ sex: wordOf(element['gender'], sexes) ?? 'unknown' }),
  write: (element, fields) => setMember(element, 'gender', fields.sex),
};

/** What a sender attached to the date (a birth time) belongs to that date, and goes with it when it changes. */
const birth: Part<PersonFields> = {
  read: (element) => {
    const date = textOf(element['birthDate']);
    const birth_date = date !== null && isPartialDate(date) ? date : null;
    const estimated = extensionOf(elementOf(element['_birthDate']), extensionUrls.estimated)?.['valueBoolean'] === true;
    return { birth_date, birth_date_estimated: estimated && birth_date !== null };
  },
  write: (element, { birth_date, birth_date_estimated }) => {
    const companion = element['birthDate'] === birth_date ? { ...elementOf(element['_birthDate']) } : {};
    setExtension(companion, extensionUrls.estimated, birth_date_estimated ? { valueBoolean: true } : null);
    setMember(element, 'birthDate', birth_date);
    if (Object.keys(companion).length > 0) element['_birthDate'] = companion;
  },
};

const multipleBirth: Part<PersonFields> = {
  read: ({ multipleBirthInteger: order }) => ({
    multiple_birth_order: typeof order === 'number' && Number.isInteger(order) && order >= 1 && order <= 12 ? order : null,
  }),
  write: (element, fields) => {
    setMember(element, 'multipleBirthBoolean', null);
    setMember(element, 'multipleBirthInteger', fields.multiple_birth_order);
  },
};

const death: Part<PersonFields> = {
  read: (element) => {
    const deceased_date = instantOf(element['deceasedDateTime']);
    const dated = textOf(element['deceasedDateTime']) !== null;
    return { deceased: element['deceasedBoolean'] === true || dated, deceased_date };
  },
  write: (element, { deceased, deceased_date }) => {
    setMember(element, 'deceasedDateTime', deceased_date);
    setMember(element, 'deceasedBoolean', deceased && deceased_date === null ? true : null);
  },
};

const maritalStatus: Part<PersonFields> = {
  read: ({ maritalStatus: sent }) => ({
    marital_status:
      wordOf(codeIn(sent, systems.maritalStatus), maritalCodes) ?? wordOf(codeIn(sent, systems.nullFlavor), ['UNK']),
  }),
  write: (element, { marital_status: code }) => {
    const system = code === 'UNK' ? systems.nullFlavor : systems.maritalStatus;
    setMember(element, 'maritalStatus', code === null ? null : concept(system, code));
  },
};

/** The communication that is preferred, else the first: the language to speak with the person. */
const chiefCommunication = (all: readonly Element[]): number =>
  Math.max(0, all.findIndex((each) => each['preferred'] === true));

function languageOf(communication: Element | undefined): string | null {
  const codings = elementsOf(elementOf(communication?.['language'])['coding']);
  const coding = codings.find((each) => each['system'] === systems.languageTag) ?? codings[0];
  const tag = languageTag.safeParse(coding?.['code']);
  return tag.success ? tag.data : null;
}

const spokenLanguage: Part<PersonFields> = {
  read: (element) => {
    const all = elementsOf(element['communication']);
    return { language: languageOf(all[chiefCommunication(all)]) };
  },
  write: (element, { language }) => {
    const all = elementsOf(element['communication']);
    const spoken = { language: concept(systems.languageTag, language ?? ''), preferred: true };
    all.splice(chiefCommunication(all), 1, ...(language === null ? [] : [spoken]));
    setMember(element, 'communication', all);
  },
};

const clinicalSex: Part<PersonFields> = {
  read: (element) => {
    const sent = extensionOf(element, extensionUrls.clinicalSex);
    const part = (url: string) => elementsOf(sent?.['extension']).find((each) => each['url'] === url);
    const code = wordOf(codeIn(part('value')?.['valueCodeableConcept'], systems.clinicalSex), clinicalSexes);
    const note = textOf(part('comment')?.['valueString']);
    return {
      sex_for_clinical_use: code === 'specified' && note === null ? null : code,
      sex_for_clinical_use_note: code === null ? null : note,
    };
  },
  write: (element, { sex_for_clinical_use: code, sex_for_clinical_use_note: note }) => {
    const value = { url: 'value', valueCodeableConcept: concept(systems.clinicalSex, code ?? '') };
    const comment = note === null ? [] : [{ url: 'comment', valueString: note }];
    setExtension(element, extensionUrls.clinicalSex, code === null ? null : { extension: [value, ...comment] });
  },
};

const isRestricting = (label: Element): boolean =>
  label['system'] === systems.confidentiality && (label['code'] === 'R' || label['code'] === 'V');

const confidentiality: Part<PersonFields> = {
  read: (element) => ({ restricted: elementsOf(elementOf(element['meta'])['security']).some(isRestricting) }),
  write: (element, { restricted }) => {
    const meta = { ...elementOf(element['meta']) };
    const others = elementsOf(meta['security']).filter((label) => !isRestricting(label));
    setMember(meta, 'security', restricted ? [...others, { system: systems.confidentiality, code: 'R' }] : others);
    setMember(element, 'meta', Object.keys(meta).length > 0 ? meta : null);
  },
};

const flag = { read: (sent: Element) => sent['valueBoolean'] === true, write: () => ({ valueBoolean: true }) };

/** A row of `patients.patient` as the elements of a FHIR Patient that are no lists. Extensions come last: they write beside. */
export const personElements = viewOf<PersonFields>([
  birth,
  sex,
  multipleBirth,
  death,
  maritalStatus,
  spokenLanguage,
  confidentiality,
  extension(
    'gender_identity', extensionUrls.genderIdentity,
    (sent) => wordOf(codeIn(sent['valueCodeableConcept'], systems.genderIdentity), genderIdentities),
    (code: string) => ({ valueCodeableConcept: concept(systems.genderIdentity, code) }),
  ),
  clinicalSex,
  extension(
    'interpreter_needed', extensionUrls.interpreterRequired,
    (sent) => (typeof sent['valueBoolean'] === 'boolean' ? sent['valueBoolean'] : null),
    (needed: boolean) => ({ valueBoolean: needed }),
  ),
  extension(
    'religion', extensionUrls.religion,
    (sent) => conceptText(sent['valueCodeableConcept']),
    (text: string) => ({ valueCodeableConcept: { text } }),
  ),
  extension(
    'occupation', extensionUrls.occupation,
    (sent) => textOf(sent['valueString']),
    (text: string) => ({ valueString: text }),
  ),
  extension(
    'mother_id', extensionUrls.mother,
    (sent) => referencedPatient(sent['valueReference']),
    (id: string) => ({ valueReference: { reference: `Patient/${id}` } }),
  ),
  extension('unknown', extensionUrls.unidentified, flag.read, flag.write, false),
]);
