import { z } from 'zod';
import { endpoint } from '../../http/contract.ts';
import {
  authenticationResponse,
  displayName,
  newPassword,
  password,
  session,
  username,
  webAuthnOptions,
} from './shapes.ts';

const nothing = z.strictObject({});
const everyState = ['locked', 'second-factor', 'password-change', 'enrol-second-factor'] as const;

/** Who is signed in here, and what must be done next. Answers also when nobody is. */
export const readSession = endpoint({
  method: 'GET',
  path: '/session',
  summary: 'Who is signed in in this browser',
  permission: 'public',
  patient: 'none',
  event: 'none',
}).input(nothing).output(session);

export const readFirstRun = endpoint({
  method: 'GET',
  path: '/first-run',
  summary: 'Whether the first administrator is still to be made',
  permission: 'public',
  patient: 'none',
  event: 'none',
}).input(nothing).output(z.object({ needed: z.boolean() }));

export const createAdministrator = endpoint({
  method: 'POST',
  path: '/first-run',
  summary: 'Make the first administrator, with the code printed in the terminal',
  permission: 'public',
  patient: 'none',
  event: 'auth.administrator.create',
  status: 201,
})
  .input(
    z.strictObject({
      code: z.string().trim().min(1).max(64),
      username,
      display_name: displayName,
      password: newPassword,
    }),
  )
  .output(session);

export const signIn = endpoint({
  method: 'POST',
  path: '/session',
  summary: 'Sign in by username and password',
  permission: 'public',
  patient: 'none',
  event: 'auth.session.create',
}).input(z.strictObject({ username: z.string().min(1).max(256), password })).output(session);

export const giveSecondFactor = endpoint({
  method: 'POST',
  path: '/session/second-factor',
  summary: 'Give the second factor: a code of the authenticator app, or a recovery code',
  permission: 'signed-in',
  patient: 'none',
  event: 'auth.session.second-factor',
  during: ['second-factor'],
})
  .input(z.strictObject({ method: z.enum(['totp', 'recovery-code']), code: z.string().trim().min(1).max(64) }))
  .output(session);

export const beginPasskeySignIn = endpoint({
  method: 'POST',
  path: '/session/passkey/begin',
  summary: 'Begin to sign in by passkey',
  permission: 'public',
  patient: 'none',
  event: 'none',
}).input(nothing).output(webAuthnOptions);

export const finishPasskeySignIn = endpoint({
  method: 'POST',
  path: '/session/passkey',
  summary: 'Sign in by passkey: it counts as both factors',
  permission: 'public',
  patient: 'none',
  event: 'auth.session.create',
}).input(z.strictObject({ challenge_id: z.uuid(), response: authenticationResponse })).output(session);

export const signOut = endpoint({
  method: 'POST',
  path: '/session/sign-out',
  summary: 'Sign out of this browser',
  permission: 'signed-in',
  patient: 'none',
  event: 'auth.session.delete',
  during: everyState,
}).input(nothing).output(session);

export const signOutEverywhere = endpoint({
  method: 'POST',
  path: '/session/sign-out-everywhere',
  summary: 'End every session of one’s own account, this one too',
  permission: 'signed-in',
  patient: 'none',
  event: 'auth.session.delete-all',
}).input(nothing).output(session);

export const lock = endpoint({
  method: 'POST',
  path: '/session/lock',
  summary: 'Lock the screen: only unlocking, switching and signing out are open then',
  permission: 'signed-in',
  patient: 'none',
  event: 'auth.session.lock',
  during: ['locked'],
}).input(nothing).output(session);

export const unlock = endpoint({
  method: 'POST',
  path: '/session/unlock',
  summary: 'Unlock the screen with one’s password',
  permission: 'signed-in',
  patient: 'none',
  event: 'auth.session.unlock',
  during: ['locked'],
}).input(z.strictObject({ password })).output(session);

export const switchUser = endpoint({
  method: 'POST',
  path: '/session/switch',
  summary: 'Another person takes over this workstation; the session before it is closed',
  permission: 'signed-in',
  patient: 'none',
  event: 'auth.session.switch',
  during: everyState,
}).input(z.strictObject({ username: z.string().min(1).max(256), password })).output(session);

export const confirmPassword = endpoint({
  method: 'POST',
  path: '/session/confirm',
  summary: 'Give one’s password again before an act on one’s own credentials',
  permission: 'signed-in',
  patient: 'none',
  event: 'auth.session.confirm',
  during: ['enrol-second-factor'],
}).input(z.strictObject({ password })).output(session);
