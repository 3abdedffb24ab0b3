import { z } from 'zod';
import { isPartialDate } from '@openward/platform/fhir';

export { day, isPartialDate, partialDate } from '@openward/platform/fhir';

const clock = /^([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d{1,9})?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/;

/** A date as far as it is known, or an instant with its offset (a FHIR dateTime). */
export const partialInstant = z.string().refine((text) => {
  const [date = '', time] = text.split('T');
  return isPartialDate(date) && (time === undefined ? !text.includes('T') : date.length === 10 && clock.test(time));
}, 'Is not a date, or a time with its offset');

/** A time of day on the wall clock, HH:MM. */
export const wallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Is not a time of day, such as 08:30');
