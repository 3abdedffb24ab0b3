import { z } from 'zod';
import { daySince, line } from '@openward/platform/fhir';

export { line, version } from '@openward/platform/fhir';

/** A short name that people say and print on doors: `W3`, `W3-07A`. Capitals, digits, hyphen, dot, slash. */
export const code = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9][A-Z0-9./-]{0,31}$/, 'Capital letters, digits, hyphen, dot and slash, up to 32');

/** A calendar day, YYYY-MM-DD. */
export const day = daySince(1900, 'Lies outside 1900 to 2199');

/** The name of a zone in the IANA time zone database, such as `Africa/Nairobi`. */
export const timeZone = z.string().max(64).refine(isTimeZone, 'Is not a time zone, such as Africa/Nairobi');

export const phone = line(60).refine((text) => /\d{2}/.test(text), 'Is not a telephone number');
export const email = line(200).refine((text) => /^[^\s@]+@[^\s@]+$/.test(text), 'Is not an e-mail address');

/** What every list takes: how many rows, and where the page before ended. */
export const page = {
  limit: z.int().min(1).max(200).default(50),
  /** `next` of the page before. */
  after: line(600).optional(),
};

function isTimeZone(text: string): boolean {
  if (!/^(UTC|[A-Z][A-Za-z]+(\/[A-Za-z0-9_+-]+)+)$/.test(text)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}
