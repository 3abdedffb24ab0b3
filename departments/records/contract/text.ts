import { z } from 'zod';

/** Several lines of text as they were typed, up to `max` characters; may be empty. */
export const prose = (max: number) =>
  z.string().normalize('NFC').max(max).regex(/^(?:\P{Cc}|[\n\t])*$/u, 'Holds a control character');

/** A moment, with its zone. */
export const instant = z.iso.datetime({ offset: true }).refine((text) => text >= '1900' && text < '2200', 'Lies outside 1900 to 2199');
