import { z } from 'zod';
import { endpoint } from '../../http/contract.ts';
import {
  newPassword,
  ownSession,
  passkey,
  password,
  registrationResponse,
  session,
  webAuthnOptions,
} from './shapes.ts';

const nothing = z.strictObject({});
/** Shown once; null where the account already has codes and keeps them. */
const recoveryCodes = z.array(z.string()).nullable();

export const readOwnSecurity = endpoint({
  method: 'GET',
  path: '/account/security',
  summary: 'One’s own ways to sign in',
  permission: 'signed-in',
  patient: 'none',
  event: 'none',
  during: ['enrol-second-factor'],
})
  .input(nothing)
  .output(
    z.object({
      password_changed_at: z.iso.datetime({ offset: true }).nullable(),
      totp: z.object({ enrolled_at: z.iso.datetime({ offset: true }) }).nullable(),
      recovery_codes_left: z.int(),
      passkeys: z.array(passkey),
      second_factor_required: z.boolean(),
      /** Passkeys need a name and https (or localhost); the reason why they cannot be used here, else null. */
      passkeys_unavailable: z.string().nullable(),
    }),
  );

export const changePassword = endpoint({
  method: 'PUT',
  path: '/account/password',
  summary: 'Change one’s own password; every other session ends',
  permission: 'signed-in',
  patient: 'none',
  event: 'auth.password.update',
}).input(z.strictObject({ current_password: password, new_password: newPassword })).output(session);

export const replaceOneTimePassword = endpoint({
  method: 'PUT',
  path: '/account/password/one-time',
  summary: 'Choose a password of one’s own in place of the one-time password',
  permission: 'signed-in',
  patient: 'none',
  event: 'auth.password.update',
  during: ['password-change'],
}).input(z.strictObject({ new_password: newPassword })).output(session);

export const beginTotp = endpoint({
  method: 'POST',
  path: '/account/totp/begin',
  summary: 'Begin to enrol an authenticator app',
  permission: 'signed-in',
  patient: 'none',
  event: 'auth.totp.begin',
  during: ['enrol-second-factor'],
}).input(nothing).output(z.object({ uri: z.string(), secret: z.string() }));

export const confirmTotp = endpoint({
  method: 'POST',
  path: '/account/totp',
  summary: 'Confirm the authenticator app with a code that it shows',
  permission: 'signed-in',
  patient: 'none',
  event: 'auth.totp.create',
  during: ['enrol-second-factor'],
}).input(z.strictObject({ code: z.string().trim().min(1).max(16) })).output(z.object({ session, recovery_codes: recoveryCodes }));

export const removeTotp = endpoint({
  method: 'DELETE',
  path: '/account/totp',
  summary: 'Remove the authenticator app',
  permission: 'signed-in',
  patient: 'none',
  event: 'auth.totp.delete',
}).input(nothing).output(session);

export const regenerateRecoveryCodes = endpoint({
  method: 'POST',
  path: '/account/recovery-codes',
  summary: 'Make new recovery codes; the former ones stop working',
  permission: 'signed-in',
  patient: 'none',
  event: 'auth.recovery-codes.create',
}).input(nothing).output(z.object({ recovery_codes: z.array(z.string()) }));

export const listPasskeys = endpoint({
  method: 'GET',
  path: '/account/passkeys',
  summary: 'One’s own passkeys',
  permission: 'signed-in',
  patient: 'none',
  event: 'none',
  during: ['enrol-second-factor'],
}).input(nothing).output(z.object({ passkeys: z.array(passkey) }));

export const beginPasskey = endpoint({
  method: 'POST',
  path: '/account/passkeys/begin',
  summary: 'Begin to register a passkey',
  permission: 'signed-in',
  patient: 'none',
  event: 'none',
  during: ['enrol-second-factor'],
}).input(nothing).output(webAuthnOptions);

export const finishPasskey = endpoint({
  method: 'POST',
  path: '/account/passkeys',
  summary: 'Register a passkey',
  permission: 'signed-in',
  patient: 'none',
  event: 'auth.passkey.create',
  during: ['enrol-second-factor'],
})
  .input(
    z.strictObject({
      challenge_id: z.uuid(),
      label: z.string().trim().min(1).max(80),
      response: registrationResponse,
    }),
  )
  .output(z.object({ session, passkey, recovery_codes: recoveryCodes }));

export const removePasskey = endpoint({
  method: 'DELETE',
  path: '/account/passkeys/{passkey_id}',
  summary: 'Remove a passkey',
  permission: 'signed-in',
  patient: 'none',
  event: 'auth.passkey.delete',
}).input(z.strictObject({ passkey_id: z.uuid() })).output(z.object({ passkeys: z.array(passkey) }));

export const listOwnSessions = endpoint({
  method: 'GET',
  path: '/account/sessions',
  summary: 'Where one is signed in',
  permission: 'signed-in',
  patient: 'none',
  event: 'none',
}).input(nothing).output(z.object({ sessions: z.array(ownSession) }));

export const revokeOwnSession = endpoint({
  method: 'DELETE',
  path: '/account/sessions/{session_id}',
  summary: 'End one of one’s own sessions',
  permission: 'signed-in',
  patient: 'none',
  event: 'auth.session.revoke',
}).input(z.strictObject({ session_id: z.uuid() })).output(z.object({ sessions: z.array(ownSession) }));
