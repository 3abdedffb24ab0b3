import { z } from 'zod';
import { line } from '@openward/platform/fhir';

export { line };

/** The version that the caller has seen; the change is refused when there is a newer one. */
export const version = z.int().min(1).max(2_147_483_647);

/** A day of the book. */
export const day = z.iso.date('Is not a day, such as 2026-03-21').refine((text) => text >= '1990-01-01' && text < '2200', { message: 'Lies outside 1990 to 2199' });

/** A decimal amount, such as -12.50. How many decimals it may have, its currency says. */
export const amount = z.string().max(20).regex(/^-?\d{1,16}(\.\d{1,4})?$/, 'Is not an amount, such as 12.50');

export const currency = z.string().regex(/^[A-Z]{3}$/, 'Is not the code of a currency, such as EUR');
