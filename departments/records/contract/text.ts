import { z } from 'zod';

/** One line of text as people type it: trimmed, composed, 1 to `max` characters, no control character. */
export const line = (max: number) =>
  z.string().normalize('NFC').trim().min(1).max(max).regex(/^\P{Cc}+$/u, 'Holds a control character');

/** Several lines of text, up to `max` characters; may be empty. */
export const prose = (max: number) =>
  z.string().normalize('NFC').max(max).regex(/^[^\p{Cc}]*(?:[\n\r\t][^\p{Cc}]*)*$/u, 'Holds a control character');

/** The version that the caller has seen; the change is refused when there is a newer one. */
export const seenVersion = z.int().min(1).max(2_147_483_647);

/** A moment, with its zone. */
export const instant = z.iso.datetime({ offset: true }).refine((text) => text >= '1900' && text < '2200', 'Lies outside 1900 to 2199');
