import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { version } from './text.ts';

const fields = {
  /** Whether the reminder of the day carries a link to check in. */
  active: z.boolean(),
  before_minutes: z.int().min(5).max(720),
  after_minutes: z.int().min(0).max(720),
};
export const PhoneCheckIn = z.object({ ...fields, version: z.int() });
export type PhoneCheckIn = z.output<typeof PhoneCheckIn>;

export const phoneContract = {
  phoneCheckIn: endpoint({ method: 'GET', path: '/queue/phone-check-in', summary: 'When patients may check in by telephone', permission: 'places.read', patient: 'none', event: 'none' })
    .input(z.strictObject({}))
    .output(PhoneCheckIn),

  setPhoneCheckIn: endpoint({ method: 'PUT', path: '/queue/phone-check-in', summary: 'Say when patients may check in by telephone', permission: 'visits.queue_manage', patient: 'none', event: 'visits.phone-check-in.update' })
    .input(z.strictObject({ ...fields, version }))
    .output(PhoneCheckIn),
};
