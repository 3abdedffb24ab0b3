import { z } from 'zod';

// Text as people type it: trimmed, composed (é is one character, however it was typed), without control characters.

/** One line of text, 1 to `max` characters. */
export const line = (max: number) =>
  z
    .string()
    .normalize('NFC')
    .trim()
    .min(1)
    .max(max)
    .regex(/^\P{Cc}+$/u, 'Holds a control character');

/** Several lines of text, 1 to `max` characters. */
export const note = (max: number) =>
  z
    .string()
    .normalize('NFC')
    .trim()
    .min(1)
    .max(max)
    .regex(/^(?:\P{Cc}|[\n\t])+$/u, 'Holds a control character');

/** BCP 47 language tag, such as `ar`, `pt-BR` or `zh-Hant`. */
export const language = z
  .string()
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?(-[A-Za-z0-9]{2,8})*$/, 'Is not a language tag');

/** ISO 15924 script, such as `Latn`, `Arab` or `Deva`. */
export const script = z.string().regex(/^[A-Z][a-z]{3}$/, 'Is not a script code');

export const patientId = z.uuid();

/** The version that the caller has seen; the change is refused when there is a newer one. */
export const version = z.int().min(1).max(2_147_483_647);
