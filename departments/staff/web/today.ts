import { clinicalDate, parseDate } from '@openward/platform/ui';

/** Today on the hospital’s calendar, YYYY-MM-DD. */
export const today = (): string => parseDate(clinicalDate(new Date())) ?? '';
