import { z } from 'zod';
import { endpoint } from '../../http/contract.ts';
import { heldSession } from './shapes.ts';

export const listSessions = endpoint({
  method: 'GET',
  path: '/sessions',
  summary: 'Who is signed in, on what and from where; the latest sign-in first',
  permission: 'accounts.read',
  patient: 'none',
  event: 'auth.session.search',
})
  .input(
    z.strictObject({
      /** In the name, the username, the address or what the device calls itself. */
      query: z.string().trim().max(100).optional(),
      limit: z.int().min(1).max(200).default(50),
      /** `next` of the page before. */
      after: z.uuid().optional(),
    }),
  )
  .output(z.object({ sessions: z.array(heldSession), next: z.uuid().nullable() }));

export const revokeSession = endpoint({
  method: 'DELETE',
  path: '/sessions/{session_id}',
  summary: 'End a session, whosever it is',
  permission: 'sessions.end',
  patient: 'none',
  event: 'auth.session.revoke',
}).input(z.strictObject({ session_id: z.uuid() })).output(z.object({ ended: z.int() }));

export const revokeSessionsOf = endpoint({
  method: 'POST',
  path: '/accounts/{account_id}/sessions/end',
  summary: 'End all sessions of an account, except the one that asks',
  permission: 'sessions.end',
  patient: 'none',
  event: 'auth.session.revoke',
}).input(z.strictObject({ account_id: z.uuid() })).output(z.object({ ended: z.int() }));
