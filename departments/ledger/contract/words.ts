import { z } from 'zod';
import { daySince } from '@openward/platform/fhir';

export { line, version } from '@openward/platform/fhir';

/** A day of the book. */
export const day = daySince(1990, 'Lies outside 1990 to 2199');

/** A decimal amount, such as -12.50. How many decimals it may have, its currency says. */
export const amount = z.string().max(20).regex(/^-?\d{1,16}(\.\d{1,4})?$/, 'Is not an amount, such as 12.50');

export const currency = z.string().regex(/^[A-Z]{3}$/, 'Is not the code of a currency, such as EUR');
