import { z } from 'zod';
import { partialInstant } from './date.ts';
import { line } from './text.ts';

/** Kinds whose value is secret: encrypted, shown masked, and read in clear by `patients.national_id` only. */
export const secretKinds = ['national_id', 'passport'] as const;
export const identifierKinds = [...secretKinds, 'other_hospital', 'insurance', 'driving_licence', 'other'] as const;
export type IdentifierKind = (typeof identifierKinds)[number];

export const isSecretKind = (kind: IdentifierKind): boolean => (secretKinds as readonly string[]).includes(kind);

/**
 * A number that somebody else gave the person. The hospital’s own number is not here: the database gives it.
 * To keep a secret one, send back its `id` without `value`.
 */
export const Identifier = z
  .strictObject({
    id: z.uuid().optional(),
    kind: z.enum(identifierKinds),
    /** Who gave it, as a URI, such as `http://hl7.org/fhir/sid/us-ssn`. */
    system: z.string().regex(/^[A-Za-z][A-Za-z0-9+.-]*:\S+$/, 'Is not a URI').max(300).nullish(),
    /** Who gave it, in words: a country, an insurer, a hospital. */
    issuer: line(200).nullish(),
    value: line(120).nullish(),
    use: z.enum(['usual', 'official', 'temp', 'secondary', 'old']).nullish(),
    valid_from: partialInstant.nullish(),
    valid_to: partialInstant.nullish(),
  })
  .refine((identifier) => identifier.value != null || identifier.id !== undefined, {
    message: 'An identifier needs its value',
    path: ['value'],
  });
export type Identifier = z.output<typeof Identifier>;

/** An identifier as it is read: a secret value is null, and `masked` shows its last characters. */
export const IdentifierShown = z.object({
  id: z.uuid(),
  kind: z.enum(identifierKinds),
  system: z.string().nullable(),
  issuer: z.string().nullable(),
  value: z.string().nullable(),
  masked: z.string().nullable(),
  use: z.string().nullable(),
  valid_from: z.string().nullable(),
  valid_to: z.string().nullable(),
});
