import { z } from 'zod';

/** One line of text as people type it: trimmed, composed, 1 to `max` characters, no control character. */
export const line = (max: number) =>
  z
    .string()
    .normalize('NFC')
    .trim()
    .min(1)
    .max(max)
    .regex(/^\P{Cc}+$/u, 'Holds a control character');

/** A short name that people say and print on doors: `W3`, `W3-07A`. Capitals, digits, hyphen, dot, slash. */
export const code = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9][A-Z0-9./-]{0,31}$/, 'Capital letters, digits, hyphen, dot and slash, up to 32');

/** A calendar day, YYYY-MM-DD. */
export const day = z.iso.date('Is not a day, such as 2026-03-21').refine((text) => text >= '1900-01-01' && text < '2200', {
  message: 'Lies outside 1900 to 2199',
});

/** The name of a zone in the IANA time zone database, such as `Africa/Nairobi`. */
export const timeZone = z.string().max(64).refine(isTimeZone, 'Is not a time zone, such as Africa/Nairobi');

/** The version that the caller has seen; the change is refused when there is a newer one. */
export const version = z.int().min(1).max(2_147_483_647);

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
