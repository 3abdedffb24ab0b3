import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { channels } from './text.ts';

const wanted = {
  /** The patient wants no messages in these ways. */
  opted_out: z.array(z.enum(channels)).max(3),
  channel: z.enum(channels).nullable(),
  /** The patient agreed that a message names the specialty or the reason. */
  may_name: z.boolean(),
};

/** An address at which a message did not arrive. */
export const Doubt = z.object({
  id: z.uuid(),
  channel: z.enum(['email', 'sms']),
  address: z.string(),
  at: z.string(),
  /** There is no such address: nothing more is sent to it. */
  lasting: z.boolean(),
});
export type Doubt = z.output<typeof Doubt>;

export const Preference = z.object({ ...wanted, doubts: z.array(Doubt), version: z.int() });
export type Preference = z.output<typeof Preference>;

const path = '/patients/{patient_id}/message-preference';

export const preferenceContract = {
  preference: endpoint({ method: 'GET', path, summary: 'How a patient wants to be written to', permission: 'patients.read', patient: 'input', event: 'messages.preference.read' })
    .input(z.strictObject({ patient_id: z.uuid() }))
    .output(Preference),

  /** `version` is 0 as long as nothing is recorded. */
  changePreference: endpoint({ method: 'PUT', path, summary: 'Record how a patient wants to be written to', permission: 'patients.update', patient: 'input', event: 'messages.preference.change' })
    .input(z.strictObject({ patient_id: z.uuid(), version: z.int().min(0).max(2_147_483_647), ...wanted }))
    .output(Preference),

  addressIsRight: endpoint({ method: 'POST', path: '/patients/{patient_id}/message-doubts/{doubt_id}/checked', summary: 'Say that an address is right at which a message did not arrive', permission: 'patients.update', patient: 'input', event: 'messages.doubt.check' })
    .input(z.strictObject({ patient_id: z.uuid(), doubt_id: z.uuid() }))
    .output(z.object({ doubts: z.array(Doubt) })),
};
