import { describe, expect, it } from 'vitest';
import { NewPractitioner, type Practitioner } from '../../contract/index.ts';
import { blankPerson, blankRegistration, blankSpecialty, personToSend, tidyPerson, valuesOf } from './values.ts';

const person: Practitioner = {
  id: '01890000-0000-7000-8000-000000000001', display_name: 'YUSUF, Amina (Dr)', family_name: 'Yusuf', given_name: 'Amina', prefix: 'Dr', suffix: null,
  staff_number: 'S-12', phone: null, email: null, starts_on: '2020-01-01', ends_on: null,
  registrations: [{ issuer: 'General Medical Council', number: '7654321', valid_from: '2020-01-01', valid_to: null, valid_today: true }],
  specialties: [{ display: 'Cardiology', system: 'http://snomed.info/sct', code: '394579002' }],
  assignments: [], account: null, version: 3, updated_at: '2026-01-01T00:00:00Z',
};

describe('somebody’s entry in a form', () => {
  it('is sent back as it was opened, when nothing was typed', () => {
    const { family_name, given_name, prefix, suffix, staff_number, phone, email, starts_on, ends_on, specialties } = person;
    expect(personToSend(valuesOf(person))).toEqual({
      family_name, given_name, prefix, suffix, staff_number, phone, email, starts_on, ends_on, specialties,
      registrations: [{ issuer: 'General Medical Council', number: '7654321', valid_from: '2020-01-01', valid_to: null }],
    });
  });

  it('leaves out rows that were left blank, and keeps those that hold anything', () => {
    const values = { ...valuesOf(person), registrations: [blankRegistration(), { ...blankRegistration(), number: '1' }], specialties: [blankSpecialty()] };
    const tidied = tidyPerson(values);
    expect(tidied.registrations).toEqual([{ ...blankRegistration(), number: '1' }]);
    expect(tidied.specialties).toEqual([]);
  });

  it('sends a blank line as nothing, which the contract takes', () => {
    const sent = personToSend({ ...blankPerson('2026-11-22'), given_name: '  ', family_name: 'Yusuf' });
    expect(sent).toMatchObject({ given_name: null, ends_on: null });
    expect(NewPractitioner.safeParse(sent).success).toBe(true);
  });
});
