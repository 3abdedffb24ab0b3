import { z } from 'zod';
import { endpoint } from '../../http/contract.ts';
import { account, displayName, instant, permissionName, role, roleName, signInPolicy, token, username } from './shapes.ts';

const nothing = z.strictObject({});
const permissionSet = z.array(permissionName).max(500);

export const listRoles = endpoint({
  method: 'GET',
  path: '/roles',
  summary: 'Roles, and the sentence that explains each permission',
  permission: 'accounts.read',
  patient: 'none',
  event: 'none',
})
  .input(nothing)
  .output(
    z.object({
      roles: z.array(role),
      permissions: z.array(z.object({ name: permissionName, sentence: z.string() })),
    }),
  );

export const createRole = endpoint({
  method: 'POST',
  path: '/roles',
  summary: 'Make a role of the hospital’s own',
  permission: 'roles.manage',
  patient: 'none',
  event: 'auth.role.create',
  status: 201,
})
  .input(
    z.strictObject({
      name: roleName,
      title: displayName,
      permissions: permissionSet,
      second_factor_required: z.boolean().default(false),
    }),
  )
  .output(role);

export const updateRole = endpoint({
  method: 'PUT',
  path: '/roles/{name}',
  summary: 'Change what a role may do, from the next request of everyone who has it',
  permission: 'roles.manage',
  patient: 'none',
  event: 'auth.role.update',
})
  .input(
    z.strictObject({
      name: roleName,
      version: z.int(),
      title: displayName,
      permissions: permissionSet,
      second_factor_required: z.boolean(),
    }),
  )
  .output(role);

export const listServiceAccounts = endpoint({
  method: 'GET',
  path: '/service-accounts',
  summary: 'Accounts of machines',
  permission: 'tokens.manage',
  patient: 'none',
  event: 'auth.account.search',
}).input(nothing).output(z.object({ accounts: z.array(account) }));

export const createServiceAccount = endpoint({
  method: 'POST',
  path: '/service-accounts',
  summary: 'Make an account for a machine; it signs in by token only',
  permission: 'tokens.manage',
  patient: 'none',
  event: 'auth.account.create',
  status: 201,
})
  .input(z.strictObject({ username, display_name: displayName, roles: z.array(roleName).max(20) }))
  .output(account);

export const listTokens = endpoint({
  method: 'GET',
  path: '/tokens',
  summary: 'Tokens of machines; never the tokens themselves',
  permission: 'tokens.manage',
  patient: 'none',
  event: 'none',
}).input(z.strictObject({ account_id: z.uuid().optional() })).output(z.object({ tokens: z.array(token) }));

export const createToken = endpoint({
  method: 'POST',
  path: '/service-accounts/{account_id}/tokens',
  summary: 'Make a token; it is shown once',
  permission: 'tokens.manage',
  patient: 'none',
  event: 'auth.token.create',
  status: 201,
})
  .input(
    z.strictObject({
      account_id: z.uuid(),
      name: displayName,
      scopes: z.array(permissionName).min(1).max(500),
      expires_at: instant.nullable().default(null),
    }),
  )
  .output(z.object({ token, secret: z.string() }));

export const revokeToken = endpoint({
  method: 'DELETE',
  path: '/tokens/{token_id}',
  summary: 'Revoke a token, from its next request on',
  permission: 'tokens.manage',
  patient: 'none',
  event: 'auth.token.revoke',
}).input(z.strictObject({ token_id: z.uuid() })).output(token);

export const readSignInPolicy = endpoint({
  method: 'GET',
  path: '/sign-in-policy',
  summary: 'Length of passwords, and limits of sessions',
  permission: 'accounts.read',
  patient: 'none',
  event: 'none',
}).input(nothing).output(signInPolicy);

export const updateSignInPolicy = endpoint({
  method: 'PUT',
  path: '/sign-in-policy',
  summary: 'Change the length of passwords, and the limits of sessions',
  permission: 'accounts.manage',
  patient: 'none',
  event: 'auth.policy.update',
}).input(z.strictObject(signInPolicy.shape)).output(signInPolicy);
