import { z } from 'zod';
import { daySince, line } from '@openward/platform/fhir';

export { line, version } from '@openward/platform/fhir';

/** Several lines. */
export const note = (max: number) =>
  z.string().normalize('NFC').trim().min(1).max(max).regex(/^[^\p{Cc}]*(?:[\n\r\t][^\p{Cc}]*)*$/u, 'Holds a control character');

/** A code of a code system, or words where there is no code. */
export const Coded = z.union([
  z.strictObject({ system: line(200), code: line(60), display: line(300) }),
  z.strictObject({ text: line(300) }),
]);
export type Coded = z.output<typeof Coded>;

/** What somebody chose, in words. */
export const codedText = (coded: Coded): string => ('text' in coded ? coded.text : coded.display);

/** A calendar day, YYYY-MM-DD. */
export const day = daySince(1900, 'Lies outside 1900 to 2199');

/** An instant with its zone. */
export const instant = z.iso.datetime({ offset: true, message: 'Is not an instant, such as 2026-03-21T08:30:00Z' });
