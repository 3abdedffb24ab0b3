import { z } from 'zod';
import { partialInstant } from './date.ts';
import { language, line, patientId, script } from './text.ts';

// What a person is called, and how to reach them. Each row keeps its `id` from save to save: send it back to change
// the row, leave it out for a new one. What is not sent back is removed.

const rowId = { id: z.uuid().optional() };
const period = { valid_from: partialInstant.nullish(), valid_to: partialInstant.nullish() };

export const nameUses = ['official', 'usual', 'temp', 'nickname', 'anonymous', 'old', 'maiden'] as const;

/** One name. A person with a single name has it in `given` alone, or in `family` alone. */
export const Name = z
  .strictObject({
    ...rowId,
    use: z.enum(nameUses).nullish(),
    script: script.nullish(),
    /** The whole name as it is to be shown, where the parts do not say it. */
    text: line(250).nullish(),
    family: line(120).nullish(),
    given: z.array(line(120)).max(10).default([]),
    prefix: z.array(line(60)).max(5).default([]),
    suffix: z.array(line(60)).max(5).default([]),
    ...period,
  })
  .refine((name) => Boolean(name.text ?? name.family) || name.given.length > 0, {
    message: 'A name needs a family name, a given name, or its text',
    path: ['family'],
  });
export type Name = z.output<typeof Name>;

export const telecomSystems = ['phone', 'email', 'sms', 'fax', 'pager', 'url', 'other'] as const;

/** One way to reach the person. Phone numbers are found by their international form (E.164), however they were typed. */
export const Telecom = z
  .strictObject({
    ...rowId,
    system: z.enum(telecomSystems),
    value: line(200),
    use: z.enum(['home', 'work', 'temp', 'old', 'mobile']).nullish(),
    /** 1 is preferred. */
    rank: z.int().min(1).max(99).nullish(),
    ...period,
  })
  .refine((telecom) => telecom.system !== 'email' || /^[^\s@]+@[^\s@]+$/.test(telecom.value), {
    message: 'Is not an e-mail address',
    path: ['value'],
  })
  .refine((telecom) => !['phone', 'sms', 'fax', 'pager'].includes(telecom.system) || /\d{2}/.test(telecom.value), {
    message: 'Is not a telephone number',
    path: ['value'],
  });
export type Telecom = z.output<typeof Telecom>;

/** One postal or physical address. */
export const Address = z
  .strictObject({
    ...rowId,
    use: z.enum(['home', 'work', 'temp', 'old', 'billing']).nullish(),
    type: z.enum(['postal', 'physical', 'both']).nullish(),
    text: line(400).nullish(),
    lines: z.array(line(200)).max(6).default([]),
    city: line(120).nullish(),
    district: line(120).nullish(),
    state: line(120).nullish(),
    postal_code: line(20).nullish(),
    /** A country’s name, or its ISO 3166 code. */
    country: line(80).nullish(),
    ...period,
  })
  .refine(
    ({ text, lines, city, district, state, postal_code, country }) =>
      lines.length > 0 || [text, city, district, state, postal_code, country].some((part) => part != null),
    { message: 'An address needs at least one part', path: ['lines'] },
  );
export type Address = z.output<typeof Address>;

export const relatedRoles = ['next_of_kin', 'emergency_contact', 'legal_guardian', 'guarantor', 'other'] as const;

/**
 * A person who belongs to the patient. The roles are kept apart: next of kin is told, a legal guardian decides,
 * a guarantor pays. One person may have several.
 */
export const RelatedPerson = z
  .strictObject({
    ...rowId,
    roles: z.array(z.enum(relatedRoles)).min(1).max(5),
    /** How they are related, as people say it: mother, husband, neighbour. */
    relationship: line(80).nullish(),
    name: line(250).nullish(),
    sex: z.enum(['male', 'female', 'other', 'unknown']).nullish(),
    phone: line(60).nullish(),
    email: line(200).nullish(),
    address: line(400).nullish(),
    language: language.nullish(),
    /** The related person’s own record here. */
    linked_patient_id: patientId.nullish(),
    ...period,
  })
  .refine((person) => person.name != null || person.linked_patient_id != null, {
    message: 'A related person needs a name, or their own record',
    path: ['name'],
  });
export type RelatedPerson = z.output<typeof RelatedPerson>;
