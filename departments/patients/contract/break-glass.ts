import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { patientId } from './text.ts';

export const breakGlassContract = {
  /** The record, and all that is read as one with it, is open to whoever asked until `ends_at`. Somebody reviews it. */
  breakGlass: endpoint({
    method: 'POST',
    path: '/patients/{patient_id}/break-glass',
    summary: 'Open a closed record in an emergency: with a reason, for a while, and somebody reviews it',
    permission: 'patients.break_glass',
    patient: 'input',
    event: 'patients.glass.break',
    status: 201,
  })
    .input(z.strictObject({ patient_id: patientId, reason: z.string().trim().min(5).max(500) }))
    .output(z.object({ glass_id: z.uuid(), ends_at: z.iso.datetime({ offset: true }) })),
};
