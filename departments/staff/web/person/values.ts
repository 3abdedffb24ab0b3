import type { NewPractitioner, Practitioner } from '../../contract/index.ts';
import { orNull } from '../blank.ts';

interface RegistrationRow {
  issuer: string;
  number: string;
  valid_from: string;
  valid_to: string;
}

interface SpecialtyRow {
  display: string;
  system: string;
  code: string;
}

/** Somebody’s entry as it is typed. */
export interface PersonValues extends Record<string, unknown> {
  prefix: string;
  given_name: string;
  family_name: string;
  suffix: string;
  staff_number: string;
  phone: string;
  email: string;
  starts_on: string;
  ends_on: string;
  registrations: RegistrationRow[];
  specialties: SpecialtyRow[];
}

export const blankRegistration = (): RegistrationRow => ({ issuer: '', number: '', valid_from: '', valid_to: '' });
export const blankSpecialty = (): SpecialtyRow => ({ display: '', system: '', code: '' });

export function blankPerson(starts_on: string): PersonValues {
  return {
    prefix: '', given_name: '', family_name: '', suffix: '', staff_number: '', phone: '', email: '', starts_on, ends_on: '',
    registrations: [], specialties: [],
  };
}

/** An entry as a form begins with it. */
export function valuesOf(person: Practitioner): PersonValues {
  const { prefix, given_name, family_name, suffix, staff_number, phone, email, starts_on, ends_on } = person;
  const text = (value: string | null) => value ?? '';
  return {
    prefix: text(prefix),
    given_name: text(given_name),
    family_name: text(family_name),
    suffix: text(suffix),
    staff_number: text(staff_number),
    phone: text(phone),
    email: text(email),
    starts_on,
    ends_on: text(ends_on),
    registrations: person.registrations.map(({ issuer, number, valid_from, valid_to }) => ({
      issuer, number, valid_from: text(valid_from), valid_to: text(valid_to),
    })),
    specialties: person.specialties.map(({ display, system, code }) => ({ display, system: text(system), code: text(code) })),
  };
}

/** Rows that were left blank are no rows. */
export function tidyPerson(values: PersonValues): PersonValues {
  const filled = (row: object) => Object.values(row).some((value) => orNull(value as string) !== null);
  return { ...values, registrations: values.registrations.filter(filled), specialties: values.specialties.filter(filled) };
}

/** What is sent of what was typed. */
export function personToSend(values: PersonValues): NewPractitioner {
  const { registrations, specialties, starts_on, ...lines } = values;
  return {
    prefix: orNull(lines.prefix),
    given_name: orNull(lines.given_name),
    family_name: orNull(lines.family_name),
    suffix: orNull(lines.suffix),
    staff_number: orNull(lines.staff_number),
    phone: orNull(lines.phone),
    email: orNull(lines.email),
    starts_on,
    ends_on: orNull(lines.ends_on),
    registrations: registrations.map(({ issuer, number, valid_from, valid_to }) => ({
      issuer, number, valid_from: orNull(valid_from), valid_to: orNull(valid_to),
    })),
    specialties: specialties.map(({ display, system, code }) => ({ display, system: orNull(system), code: orNull(code) })),
  };
}
