import { z } from 'zod';
import { endpoint } from '../../http/contract.ts';
import { account, displayName, instant, ownSession, roleName, username } from './shapes.ts';

const accountKey = { account_id: z.uuid() };
const rolesOf = z.array(roleName).max(20);
/** Told to the person by the administrator; works once, then must be replaced. */
const oneTimePassword = { one_time_password: z.string(), one_time_password_expires_at: instant };

export const listAccounts = endpoint({
  method: 'GET',
  path: '/accounts',
  summary: 'Accounts, by username',
  permission: 'accounts.read',
  patient: 'none',
  event: 'auth.account.search',
})
  .input(
    z.strictObject({
      query: z.string().trim().max(100).optional(),
      role: roleName.optional(),
      kind: z.enum(['person', 'patient', 'service']).optional(),
      state: z.enum(['enabled', 'disabled', 'locked']).optional(),
      limit: z.int().min(1).max(200).default(50),
      /** `next` of the page before. */
      after: z.string().max(256).optional(),
    }),
  )
  .output(z.object({ accounts: z.array(account), next: z.string().nullable() }));

export const readAccount = endpoint({
  method: 'GET',
  path: '/accounts/{account_id}',
  summary: 'One account',
  permission: 'accounts.read',
  patient: 'none',
  event: 'auth.account.read',
}).input(z.strictObject(accountKey)).output(account);

export const createAccount = endpoint({
  method: 'POST',
  path: '/accounts',
  summary: 'Make an account with a one-time password',
  permission: 'accounts.manage',
  patient: 'none',
  event: 'auth.account.create',
  status: 201,
})
  .input(
    z.strictObject({
      username,
      display_name: displayName,
      kind: z.enum(['person', 'patient']).default('person'),
      roles: rolesOf,
      staff_id: z.uuid().nullable().default(null),
      patient_id: z.uuid().nullable().default(null),
    }),
  )
  .output(z.object({ account, ...oneTimePassword }));

export const updateAccount = endpoint({
  method: 'PATCH',
  path: '/accounts/{account_id}',
  summary: 'Change an account’s names or its place in the staff directory',
  permission: 'accounts.manage',
  patient: 'none',
  event: 'auth.account.update',
})
  .input(
    z.strictObject({
      ...accountKey,
      version: z.int(),
      username: username.optional(),
      display_name: displayName.optional(),
      staff_id: z.uuid().nullable().optional(),
    }),
  )
  .output(account);

export const updateAccountRoles = endpoint({
  method: 'PUT',
  path: '/accounts/{account_id}/roles',
  summary: 'Change what an account may do, from its next request on',
  permission: 'accounts.manage',
  patient: 'none',
  event: 'auth.account.re-role',
}).input(z.strictObject({ ...accountKey, version: z.int(), roles: rolesOf })).output(account);

export const disableAccount = endpoint({
  method: 'POST',
  path: '/accounts/{account_id}/disable',
  summary: 'Disable an account: its sessions and tokens end at once',
  permission: 'accounts.manage',
  patient: 'none',
  event: 'auth.account.disable',
}).input(z.strictObject(accountKey)).output(account);

export const enableAccount = endpoint({
  method: 'POST',
  path: '/accounts/{account_id}/enable',
  summary: 'Enable a disabled account',
  permission: 'accounts.manage',
  patient: 'none',
  event: 'auth.account.enable',
}).input(z.strictObject(accountKey)).output(account);

export const resetPassword = endpoint({
  method: 'POST',
  path: '/accounts/{account_id}/reset-password',
  summary: 'Give a one-time password; the second factor stays',
  permission: 'accounts.manage',
  patient: 'none',
  event: 'auth.password.reset',
}).input(z.strictObject(accountKey)).output(z.object({ account, ...oneTimePassword }));

export const unlockAccount = endpoint({
  method: 'POST',
  path: '/accounts/{account_id}/unlock',
  summary: 'Lift the lock-out after wrong passwords',
  permission: 'accounts.manage',
  patient: 'none',
  event: 'auth.account.unlock',
}).input(z.strictObject(accountKey)).output(account);

export const removeSecondFactor = endpoint({
  method: 'POST',
  path: '/accounts/{account_id}/remove-second-factor',
  summary: 'Remove a lost second factor, after the person has been identified; sessions end',
  permission: 'accounts.manage',
  patient: 'none',
  event: 'auth.second-factor.delete',
}).input(z.strictObject(accountKey)).output(account);

export const listAccountSessions = endpoint({
  method: 'GET',
  path: '/accounts/{account_id}/sessions',
  summary: 'Where an account is signed in',
  permission: 'accounts.read',
  patient: 'none',
  event: 'auth.session.search',
}).input(z.strictObject(accountKey)).output(z.object({ sessions: z.array(ownSession) }));

export const revokeAccountSession = endpoint({
  method: 'DELETE',
  path: '/accounts/{account_id}/sessions/{session_id}',
  summary: 'End a session of an account',
  permission: 'accounts.manage',
  patient: 'none',
  event: 'auth.session.revoke',
}).input(z.strictObject({ ...accountKey, session_id: z.uuid() })).output(z.object({ sessions: z.array(ownSession) }));
