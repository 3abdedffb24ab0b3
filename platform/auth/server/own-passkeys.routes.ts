import { generateRegistrationOptions, verifyRegistrationResponse } from '@simplewebauthn/server';
import { settingsOf } from '../../http/actor-context.ts';
import { explainConstraints } from '../../http/database-problem.ts';
import { Problem } from '../../http/problem.ts';
import { serve } from '../../http/serve.ts';
import { serveInSteps } from '../../http/steps.ts';
import { authContract } from '../contract/index.ts';
import { giveCookie } from './begin-session.ts';
import { lastFactor } from './own-totp.routes.ts';
import { handleOf, requireRelyingParty } from './passkey-sign-in.routes.ts';
import { deletePasskey, insertChallenge, insertPasskey, readPasskeys, type PasskeyRow, takeChallenge } from './passkey.sql.ts';
import { requireConfirmation } from './recently-confirmed.ts';
import { requireSession } from './require-session.ts';
import { requiresSecondFactor } from './roles.sql.ts';
import { rotateSession } from './rotate.ts';
import { deleteRecoveryCodes, readMethods, replaceRecoveryCodes } from './second-factor.sql.ts';
import { viewSession } from './session-view.ts';

explainConstraints({
  passkey_credential_once: { code: 'auth.passkey_exists', message: 'This passkey is registered already' },
});

const passkeysMost = 20;
// Ed25519, ES256, RS256: what devices make today. Left to the library, it would try out experimental ones of the runtime.
const algorithms = [-8, -7, -257];

/** A passkey as its owner sees it. */
export function present({ id, label, created_at, last_used_at, synced }: PasskeyRow): {
  id: string; label: string; created_at: string; last_used_at: string | null; synced: boolean;
} {
  return { id, label, created_at: created_at.toISOString(), last_used_at: last_used_at?.toISOString() ?? null, synced };
}

/** One's own passkeys. */
export const listPasskeys = serve(authContract.listPasskeys, async (_input, { tx, actor }) => ({
  passkeys: (await readPasskeys(tx, actor.account_id)).map(present),
}));

/** Begin to register a passkey. */
export const beginPasskey = serveInSteps(authContract.beginPasskey, async (_input, steps) => {
  const { actor, account_id, session_id } = requireSession(steps.visitor);
  const party = requireRelyingParty(steps.web_origin);
  return steps.database.transaction(settingsOf(actor), async (tx) => {
    await requireConfirmation(tx, session_id);
    const known = await readPasskeys(tx, account_id);
    if (known.length >= passkeysMost) throw new Problem(409, 'auth.passkeys_full', `An account has at most ${passkeysMost} passkeys`);
    const options = await generateRegistrationOptions({
      rpName: 'OpenWard',
      rpID: party.id,
      userID: new Uint8Array(Buffer.from(handleOf(account_id), 'base64url')),
      userName: actor.username,
      userDisplayName: actor.display_name,
      attestationType: 'none',
      supportedAlgorithmIDs: algorithms,
      excludeCredentials: known.map(({ credential_id, transports }) => ({ id: credential_id, transports })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    return { challenge_id: await insertChallenge(tx, options.challenge, account_id), options: { ...options } };
  });
});

type Response = Parameters<typeof verifyRegistrationResponse>[0]['response'];

/** Register a passkey; recovery codes come with the first second factor. */
export const finishPasskey = serveInSteps(authContract.finishPasskey, async ({ challenge_id, label, response }, steps) => {
  const { actor, account_id, session_id } = requireSession(steps.visitor);
  const party = requireRelyingParty(steps.web_origin);
  const done = await steps.database.transaction(settingsOf(actor), async (tx) => {
    await requireConfirmation(tx, session_id);
    const challenge = await takeChallenge(tx, challenge_id, account_id);
    if (challenge === null) throw refused('Begin again: this took too long, or was done before');
    const registered = await verifyResponse(response, challenge, party);
    const before = await readMethods(tx, account_id);
    const passkey = await insertPasskey(tx, { account_id, label, ...registered });
    const recovery_codes = before.recovery_codes === 0 ? await replaceRecoveryCodes(tx, account_id) : null;
    const token = await rotateSession(tx, steps, session_id, 'passkey');
    await steps.write(tx, { outcome: 'success', subject_account_id: account_id, detail: { passkey_id: passkey.id, synced: passkey.synced } });
    return { token, passkey, recovery_codes };
  });
  giveCookie(steps, done.token);
  const session = await viewSession(steps.database, done.token, steps.origin);
  return { session, passkey: present(done.passkey), recovery_codes: done.recovery_codes };
});

async function verifyResponse(
  response: Response, challenge: string, party: { id: string; origin: string },
): Promise<Pick<PasskeyRow, 'credential_id' | 'public_key' | 'transports' | 'synced'> & { sign_count: number }> {
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    });
    if (!verified) throw refused('The device did not answer as it should');
    const { credential, credentialBackedUp } = registrationInfo;
    return {
      credential_id: credential.id,
      public_key: Buffer.from(credential.publicKey),
      sign_count: credential.counter,
      transports: credential.transports ?? [],
      synced: credentialBackedUp,
    };
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw refused('The device did not answer as it should');
  }
}

function refused(message: string): Problem {
  return new Problem(400, 'auth.passkey_refused', message, { field: 'response' });
}

/** Remove a passkey, unless a role requires a second factor and it is the last one. */
export const removePasskey = serve(authContract.removePasskey, async ({ passkey_id }, { tx, actor, audit }) => {
  const { account_id, session_id } = requireSession(actor);
  await requireConfirmation(tx, session_id);
  if (!(await deletePasskey(tx, account_id, passkey_id))) throw new Problem(404, 'auth.passkey_unknown', 'There is no such passkey');
  const { totp, passkeys } = await readMethods(tx, account_id);
  if (!totp && passkeys === 0) {
    if (await requiresSecondFactor(tx, account_id)) throw lastFactor();
    await deleteRecoveryCodes(tx, account_id);
  }
  audit.account(account_id);
  audit.detail({ passkey_id });
  return { passkeys: (await readPasskeys(tx, account_id)).map(present) };
});
