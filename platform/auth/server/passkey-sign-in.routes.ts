import { sql } from 'kysely';
import { generateAuthenticationOptions, verifyAuthenticationResponse } from '@simplewebauthn/server';
import type { Tx } from '../../db/index.ts';
import { Problem } from '../../http/problem.ts';
import { serveInSteps, type Steps } from '../../http/steps.ts';
import { authContract } from '../contract/index.ts';
import { relyingPartyOf } from '../rules/relying-party.ts';
import { asSystem } from './attempt.ts';
import { beginSession, giveCookie } from './begin-session.ts';
import { countUse, findPasskey, insertChallenge, type PasskeyRow, takeChallenge } from './passkey.sql.ts';
import { isEnabled, noteSignIn } from './password.sql.ts';
import { viewSession } from './session-view.ts';

/** The relying party of this request; throws where the browser would not offer passkeys. */
export function requireRelyingParty(web_origin: string): { id: string; origin: string } {
  const party = relyingPartyOf(web_origin);
  if (party.unavailable !== null) throw new Problem(409, 'auth.passkey_unavailable', party.unavailable);
  return party;
}

/** Begin to sign in by passkey: the browser asks which of its own the person wants, so that no username is needed. */
export const beginPasskeySignIn = serveInSteps(authContract.beginPasskeySignIn, async (_input, steps) => {
  const { id } = requireRelyingParty(steps.web_origin);
  const options = await generateAuthenticationOptions({ rpID: id, userVerification: 'required' });
  const challenge_id = await steps.database.transaction(asSystem, (tx) => insertChallenge(tx, options.challenge, null));
  return { challenge_id, options: { ...options } };
});

type Response = Parameters<typeof verifyAuthenticationResponse>[0]['response'];

/** Sign in by passkey. The device has verified the person (finger, face, PIN), so that it counts as both factors. */
export const finishPasskeySignIn = serveInSteps(authContract.finishPasskeySignIn, async ({ challenge_id, response }, steps) => {
  const party = requireRelyingParty(steps.web_origin);
  const outcome = await steps.database.transaction(asSystem, async (tx) => {
    const challenge = await takeChallenge(tx, challenge_id, null);
    const passkey = challenge === null ? null : await findPasskey(tx, response.id);
    const problem = await refusalOf(tx, challenge, passkey, response, party);
    if (problem !== null || passkey === null) {
      await steps.write(tx, {
        outcome: 'failure',
        subject_account_id: passkey?.account_id ?? null,
        detail: { method: 'passkey', reason: problem ?? 'unknown' },
      });
      return null;
    }
    await noteSignIn(tx, passkey.account_id);
    return signInWith(tx, steps, passkey);
  });
  if (outcome === null) throw new Problem(401, 'auth.passkey_refused', 'This passkey cannot be used here');
  giveCookie(steps, outcome);
  return viewSession(steps.database, outcome, steps.origin);
});

/** Why the passkey is refused, as a code for the audit log, or null. Notes its use. */
async function refusalOf(
  tx: Tx, challenge: string | null, passkey: PasskeyRow | null, response: Response, party: { id: string; origin: string },
): Promise<string | null> {
  if (challenge === null) return 'challenge';
  if (passkey === null) return 'unknown';
  if (!(await isEnabled(tx, passkey.account_id))) return 'disabled';
  const { userHandle } = response.response;
  if (userHandle !== undefined && userHandle !== handleOf(passkey.account_id)) return 'user-handle';
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      credential: {
        id: passkey.credential_id,
        publicKey: new Uint8Array(passkey.public_key),
        // Whether it grew is decided below, in the database, where two uses at once cannot both pass.
        counter: 0,
        transports: passkey.transports,
      },
    });
    if (!verified || !authenticationInfo.userVerified) return 'signature';
    return (await countUse(tx, passkey.id, authenticationInfo.newCounter)) ? null : 'copied';
  } catch {
    return 'signature';
  }
}

async function signInWith(tx: Tx, steps: Steps, { account_id, id }: PasskeyRow): Promise<string> {
  const { rows } = await sql<{ username: string }>`select username from auth.account where id = ${account_id}::uuid`.execute(tx);
  return beginSession(tx, steps, {
    account_id,
    username: rows[0]?.username ?? '',
    second_factor: 'passkey',
    detail: { method: 'passkey', passkey_id: id },
    ends_former: steps.visitor?.account_id === account_id ? 'replaced' : 'switched',
  });
}

/** How the authenticator knows the account: its key, which says nothing of the person. */
export function handleOf(account_id: string): string {
  return Buffer.from(account_id.replaceAll('-', ''), 'hex').toString('base64url');
}
