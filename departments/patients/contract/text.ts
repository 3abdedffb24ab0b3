import { z } from 'zod';

export { line, note, version } from '@openward/platform/fhir';

/** BCP 47 language tag, such as `ar`, `pt-BR` or `zh-Hant`. */
export const language = z
  .string()
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?(-[A-Za-z0-9]{2,8})*$/, 'Is not a language tag');

/** ISO 15924 script, such as `Latn`, `Arab` or `Deva`. */
export const script = z.string().regex(/^[A-Z][a-z]{3}$/, 'Is not a script code');

export const patientId = z.uuid();
