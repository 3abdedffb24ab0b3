import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { Expected } from './queue.ts';
import { day, line } from './text.ts';

/** What a kiosk says: a token and where to wait, or to go to the desk. It names nobody. */
export const KioskAnswer = z.object({
  outcome: z.enum(['token', 'desk']),
  /** Why the desk: what was typed does not fit together; nothing is booked today; it must be seen to by somebody. */
  why: z.enum(['unknown', 'nothing-today', 'other']).nullable(),
  code: z.string().nullable(),
  point_name: z.string().nullable(),
  ahead: z.int().nullable(),
  expected: Expected.nullable(),
  pay_first: z.boolean(),
});
export type KioskAnswer = z.output<typeof KioskAnswer>;

export const kioskContract = {
  /** 429 `visits.kiosk_busy` after too many that did not fit. */
  kioskCheckIn: endpoint({ method: 'POST', path: '/kiosk/check-in', summary: 'A patient checks in by their number and birth date', permission: 'visits.kiosk', patient: 'found', event: 'visits.kiosk.check-in' })
    .input(z.strictObject({
      /** The hospital number, or the number of the appointment, as it is typed or scanned. */
      number: line(40),
      birth_date: day,
    }))
    .output(KioskAnswer),

  kioskNumber: endpoint({ method: 'POST', path: '/kiosk/number', summary: 'A number for the registration, for somebody who has no number of the hospital', permission: 'visits.kiosk', patient: 'none', event: 'visits.token.issue' })
    .input(z.strictObject({}))
    .output(KioskAnswer),
};
