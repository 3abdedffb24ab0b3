import { z } from 'zod';
import { ContactRule } from './contact-rule.ts';
import { Coverage } from './coverage.ts';
import { partialDate, partialInstant } from './date.ts';
import { Identifier } from './identifier.ts';
import { Address, Name, RelatedPerson, Telecom } from './person.ts';
import { language, line, note, patientId } from './text.ts';

export const sexes = ['male', 'female', 'other', 'unknown'] as const;
export const genderIdentities = [
  'male',
  'female',
  'non-binary',
  'transgender-male',
  'transgender-female',
  'other',
  'non-disclose',
] as const;
export const clinicalSexes = ['male-typical', 'female-typical', 'specified', 'unknown'] as const;

const Referrer = z.strictObject({
  name: line(250),
  organisation: line(200).nullish(),
  phone: line(60).nullish(),
});

/** What a registration says of a person; every field can be changed later. */
export const registrationFields = {
  names: z.array(Name).max(12),
  /** As far as it is known. */
  birth_date: partialDate.nullish(),
  birth_date_estimated: z.boolean(),
  /** Which of a multiple birth: 1 is the first born. */
  multiple_birth_order: z.int().min(1).max(12).nullish(),
  /** Administrative sex, as FHIR `Patient.gender`. */
  sex: z.enum(sexes),
  gender_identity: z.enum(genderIdentities).nullish(),
  /** Which reference ranges and doses apply; `specified` needs its note. */
  sex_for_clinical_use: z.enum(clinicalSexes).nullish(),
  sex_for_clinical_use_note: note(500).nullish(),
  /** HL7 v3 MaritalStatus: S never married, M married, D divorced, W widowed, L separated, T partner, U … */
  marital_status: z.enum(['A', 'D', 'I', 'L', 'M', 'C', 'P', 'T', 'U', 'S', 'W', 'UNK']).nullish(),
  language: language.nullish(),
  interpreter_needed: z.boolean().nullish(),
  religion: line(120).nullish(),
  occupation: line(120).nullish(),
  referrer: Referrer.nullish(),
  /** The mother’s record, for a newborn. */
  mother_id: patientId.nullish(),
  identifiers: z.array(Identifier).max(20),
  telecoms: z.array(Telecom).max(20),
  addresses: z.array(Address).max(12),
  related_people: z.array(RelatedPerson).max(20),
  contact_rule: ContactRule.nullish(),
  coverages: z.array(Coverage).max(12),
};

/** Rules over several fields, the same for a registration and a change of one. */
export function checkRegistration(
  value: { sex_for_clinical_use?: string | null | undefined; sex_for_clinical_use_note?: string | null | undefined },
  fail: (path: string, message: string) => void,
): void {
  if (value.sex_for_clinical_use === 'specified' && value.sex_for_clinical_use_note == null) {
    fail('sex_for_clinical_use_note', 'Say what is to be used');
  }
}

/** A new patient. Lists and flags may be left out. */
export const Registration = z
  .strictObject({
    ...registrationFields,
    /** Nobody knows who this is: the patient gets a temporary identity and keeps the number when identified. */
    unknown: z.boolean().default(false),
    names: registrationFields.names.default([]),
    birth_date_estimated: z.boolean().default(false),
    /** Instead of a birth date: how old the person looks, in years. */
    age_estimate: z.int().min(0).max(130).nullish(),
    sex: z.enum(sexes).default('unknown'),
    identifiers: registrationFields.identifiers.default([]),
    telecoms: registrationFields.telecoms.default([]),
    addresses: registrationFields.addresses.default([]),
    related_people: registrationFields.related_people.default([]),
    coverages: registrationFields.coverages.default([]),
    /** The likely duplicates that a person has looked at and found to be somebody else. */
    duplicates_reviewed: z.array(patientId).max(50).default([]),
  })
  .superRefine((value, context) => {
    const fail = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    checkRegistration(value, fail);
    if (!value.unknown && value.names.length === 0) fail('names', 'A patient needs a name, or is unknown');
    if (value.birth_date != null && value.age_estimate != null) {
      fail('age_estimate', 'Give the birth date or an estimated age, not both');
    }
  });
export type Registration = z.output<typeof Registration>;
export type RegistrationInput = z.input<typeof Registration>;

/** What may be changed of a registration: a field that is left out stays as it is; null empties it; a list is replaced. */
export const RegistrationChange = z
  .strictObject({
    ...registrationFields,
    age_estimate: z.int().min(0).max(130).nullish(),
    deceased: z.boolean(),
    deceased_date: partialInstant.nullish(),
  })
  .omit({ coverages: true })
  .partial()
  .superRefine((value, context) => {
    const fail = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    checkRegistration(value, fail);
    if (value.names?.length === 0) fail('names', 'A patient needs a name');
    if (value.deceased === false && value.deceased_date != null) fail('deceased_date', 'Only a deceased patient has one');
  });
export type RegistrationChange = z.output<typeof RegistrationChange>;
