import { z } from 'zod';
import { contactChannels } from './contact-rule.ts';
import { CoverageShown } from './coverage.ts';
import { IdentifierShown } from './identifier.ts';
import { nameUses, relatedRoles, telecomSystems } from './person.ts';

// What is read of a patient. Every field is present; what is not known is null, or an empty list.

const text = z.string().nullable();
const period = { valid_from: text, valid_to: text };

export const NameShown = z.object({
  id: z.uuid(),
  use: z.enum(nameUses).nullable(),
  script: text,
  text,
  family: text,
  given: z.array(z.string()),
  prefix: z.array(z.string()),
  suffix: z.array(z.string()),
  ...period,
});
export type NameShown = z.output<typeof NameShown>;

export const TelecomShown = z.object({
  id: z.uuid(),
  system: z.enum(telecomSystems).nullable(),
  value: text,
  use: text,
  rank: z.number().nullable(),
  /** Digits with country code, such as `+33612345678`, where the number allows it. */
  e164: text,
  ...period,
});

export const AddressShown = z.object({
  id: z.uuid(),
  use: text,
  type: text,
  text,
  lines: z.array(z.string()),
  city: text,
  district: text,
  state: text,
  postal_code: text,
  country: text,
  ...period,
});

export const RelatedPersonShown = z.object({
  id: z.uuid(),
  roles: z.array(z.enum(relatedRoles)),
  relationship: text,
  name: text,
  sex: text,
  phone: text,
  email: text,
  address: text,
  language: text,
  linked_patient_id: z.uuid().nullable(),
  ...period,
});

export const ContactRuleShown = z.object({
  consent: z.enum(['given', 'refused', 'not_asked']),
  channels: z.array(z.enum(contactChannels)),
  may_leave_message: z.boolean(),
  hours_from: text,
  hours_to: text,
  instruction: text,
  alternative_name: text,
  alternative_phone: text,
});

/** A patient's whole registration, as it is read, kept in each version, and compared. */
export const PatientRecord = z.object({
  id: z.uuid(),
  hospital_number: z.string(),
  version: z.number(),
  /** Nobody has said who this is yet; the name is a temporary one. */
  unknown: z.boolean(),
  /** The name to show: `FAMILY, Given (Title)`. */
  display_name: z.string(),
  names: z.array(NameShown),
  birth_date: text,
  birth_date_estimated: z.boolean(),
  multiple_birth_order: z.number().nullable(),
  sex: z.enum(['male', 'female', 'other', 'unknown']),
  gender_identity: text,
  sex_for_clinical_use: text,
  sex_for_clinical_use_note: text,
  marital_status: text,
  language: text,
  interpreter_needed: z.boolean().nullable(),
  religion: text,
  occupation: text,
  referrer: z.object({ name: z.string(), organisation: text, phone: text }).nullable(),
  mother_id: z.uuid().nullable(),
  deceased: z.boolean(),
  deceased_date: text,
  restricted: z.boolean(),
  restricted_reason: text,
  identifiers: z.array(IdentifierShown),
  telecoms: z.array(TelecomShown),
  addresses: z.array(AddressShown),
  related_people: z.array(RelatedPersonShown),
  contact_rule: ContactRuleShown.nullable(),
  coverages: z.array(CoverageShown),
  photo: z.object({ id: z.uuid(), media_type: z.string() }).nullable(),
  updated_at: z.string(),
});
export type PatientRecord = z.output<typeof PatientRecord>;

/** A record that was merged into this one: its number is still found, its rows are still read. */
export const Alias = z.object({
  patient_id: z.uuid(),
  hospital_number: z.string(),
  display_name: z.string(),
  merge_id: z.uuid(),
  merged_at: z.string(),
});

/** What opening a patient answers. Opening a merged record answers the surviving one, and says so in `asked_for`. */
export const PatientOpened = z.object({
  patient: PatientRecord,
  /** The record that was asked for, where it has been merged into the one that is answered. */
  asked_for: z.uuid().nullable(),
  aliases: z.array(Alias),
  /** How many contradictions between merged records no clinician has reconciled yet. */
  contradictions: z.number(),
});
export type PatientOpened = z.output<typeof PatientOpened>;

/** A row of the list of patients. */
export const PatientRow = z.object({
  id: z.uuid(),
  hospital_number: z.string(),
  display_name: z.string(),
  birth_date: text,
  birth_date_estimated: z.boolean(),
  sex: z.enum(['male', 'female', 'other', 'unknown']),
  unknown: z.boolean(),
  deceased: z.boolean(),
  restricted: z.boolean(),
  registered_at: z.string(),
});
export type PatientRow = z.output<typeof PatientRow>;
