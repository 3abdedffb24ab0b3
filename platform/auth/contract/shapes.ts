import { z } from 'zod';
import { allPermissions } from '../permissions.ts';

/** An instant as RFC 3339 text. */
export const instant = z.iso.datetime({ offset: true });
export const permissionName = z.enum(allPermissions as [string, ...string[]]);

/** A username as a person types it; it is compared folded (case, width), so `Ada` and `ada` are one. */
export const username = z
  .string()
  .trim()
  .min(2)
  .max(64)
  .regex(/^[\p{L}\p{N}][\p{L}\p{M}\p{N}._@+-]*$/u, 'Letters, digits and . _ @ + - only, without spaces');
export const displayName = z.string().trim().min(1).max(120);
/** A password as typed, for checking: no rule but a bound, so that an old password is never refused by a new rule. */
export const password = z.string().min(1).max(1024);
/** A password that a person chooses; the rules of strength answer with a field error of their own. */
export const newPassword = z.string().min(1).max(1024);
export const roleName = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, 'Small letters, digits and hyphens');

export const sessionState = z.enum([
  'signed-out',
  'active',
  'locked',
  'second-factor',
  'password-change',
  'enrol-second-factor',
]);
export const secondFactorMethod = z.enum(['totp', 'recovery-code', 'passkey']);

/** What the browser knows of its own session; `state` says what must be done next. */
export const session = z.object({
  state: sessionState,
  account: z
    .object({
      id: z.uuid(),
      username: z.string(),
      display_name: z.string(),
      kind: z.enum(['person', 'patient', 'service']),
      patient_id: z.uuid().nullable(),
      staff_id: z.uuid().nullable(),
    })
    .nullable(),
  /** Records that are open because this person broke the glass. */
  broken_glass: z.array(z.uuid()),
  roles: z.array(z.string()),
  permissions: z.array(permissionName),
  /** The ways in which the second factor may be given, or has been enrolled. */
  second_factor_methods: z.array(secondFactorMethod),
  second_factor_required: z.boolean(),
  /** The screen locks after this long without an act; null while signed out. */
  lock_after_seconds: z.int().nullable(),
  signed_in_at: instant.nullable(),
  /** The session ends then, whatever is done. */
  ends_at: instant.nullable(),
  /** Until then acts on one's own credentials ask for no password again. */
  confirmed_until: instant.nullable(),
});
export type SessionView = z.infer<typeof session>;

export const ownSession = z.object({
  id: z.uuid(),
  current: z.boolean(),
  device: z.string().nullable(),
  address: z.string().nullable(),
  signed_in_at: instant,
  last_seen_at: instant,
  ends_at: instant,
  locked: z.boolean(),
});

/** A session with whose it is, for those who look after all of them. */
export const heldSession = ownSession.extend({
  account: z.object({ id: z.uuid(), username: z.string(), display_name: z.string(), kind: z.enum(['person', 'patient', 'service']), roles: z.array(z.string()) }),
});
export type HeldSession = z.infer<typeof heldSession>;

export const passkey = z.object({
  id: z.uuid(),
  label: z.string(),
  created_at: instant,
  last_used_at: instant.nullable(),
  /** Kept by a password manager and so usable on several devices. */
  synced: z.boolean(),
});

/** What the browser's credential functions take and give; checked by the WebAuthn library, field by field. */
export const webAuthnOptions = z.object({ challenge_id: z.uuid(), options: z.record(z.string(), z.unknown()) });
const base64url = z.string().regex(/^[A-Za-z0-9_-]*$/).max(16_384);
const credentialBasis = {
  id: base64url.min(1),
  rawId: base64url.min(1),
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional(),
  clientExtensionResults: z.record(z.string(), z.unknown()),
};
export const registrationResponse = z.object({
  ...credentialBasis,
  response: z.object({
    clientDataJSON: base64url.min(1),
    attestationObject: base64url.min(1),
    authenticatorData: base64url.optional(),
    transports: z.array(z.string().max(32)).max(10).optional(),
    publicKeyAlgorithm: z.number().optional(),
    publicKey: base64url.optional(),
  }),
});
export const authenticationResponse = z.object({
  ...credentialBasis,
  response: z.object({
    clientDataJSON: base64url.min(1),
    authenticatorData: base64url.min(1),
    signature: base64url.min(1),
    userHandle: base64url.optional(),
  }),
});

export const account = z.object({
  id: z.uuid(),
  username: z.string(),
  display_name: z.string(),
  kind: z.enum(['person', 'patient', 'service']),
  roles: z.array(z.string()),
  staff_id: z.uuid().nullable(),
  patient_id: z.uuid().nullable(),
  disabled_at: instant.nullable(),
  must_change_password: z.boolean(),
  /** Sign-in is refused until then, after repeated wrong passwords. */
  locked_until: instant.nullable(),
  second_factor_methods: z.array(secondFactorMethod),
  last_signed_in_at: instant.nullable(),
  created_at: instant,
  version: z.int(),
});
export type AccountView = z.infer<typeof account>;

export const role = z.object({
  name: z.string(),
  title: z.string(),
  permissions: z.array(permissionName),
  second_factor_required: z.boolean(),
  /** Shipped with the product, as opposed to made by this hospital. */
  built_in: z.boolean(),
  edited_at: instant.nullable(),
  accounts: z.int(),
  version: z.int(),
});
export type RoleView = z.infer<typeof role>;

export const token = z.object({
  id: z.uuid(),
  account_id: z.uuid(),
  name: z.string(),
  scopes: z.array(z.string()),
  created_at: instant,
  expires_at: instant.nullable(),
  last_used_at: instant.nullable(),
  revoked_at: instant.nullable(),
});

export const signInPolicy = z.object({
  password_length_min: z.int().min(8).max(64),
  lock_after_minutes: z.int().min(1).max(240),
  end_after_idle_minutes: z.int().min(5).max(1440),
  session_hours_max: z.int().min(1).max(72),
  version: z.int(),
});
