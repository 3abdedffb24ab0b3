import { serve } from '../../http/serve.ts';
import { Problem } from '../../http/problem.ts';
import type { Actor } from '../actor.ts';
import { authContract } from '../contract/index.ts';
import { relyingPartyOf } from '../rules/relying-party.ts';
import { present as presentPasskey } from './own-passkeys.routes.ts';
import { readPasskeys } from './passkey.sql.ts';
import { passwordChangedAt } from './password.sql.ts';
import { requireSession } from './require-session.ts';
import { requiresSecondFactor } from './roles.sql.ts';
import { readMethods, readTotp } from './second-factor.sql.ts';
import { endSession, readSessionsOf, type SessionRow } from './session.sql.ts';

/** One's own ways to sign in. */
export const readOwnSecurity = serve(authContract.readOwnSecurity, async (_input, { tx, actor, web_origin }) => {
  const { account_id } = requireSession(actor);
  const totp = await readTotp(tx, account_id, true);
  return {
    password_changed_at: (await passwordChangedAt(tx, account_id))?.toISOString() ?? null,
    totp: totp === null ? null : { enrolled_at: totp.created_at.toISOString() },
    recovery_codes_left: (await readMethods(tx, account_id)).recovery_codes,
    passkeys: (await readPasskeys(tx, account_id)).map(presentPasskey),
    second_factor_required: await requiresSecondFactor(tx, account_id),
    passkeys_unavailable: relyingPartyOf(web_origin).unavailable,
  };
});

/** Where one is signed in. */
export const listOwnSessions = serve(authContract.listOwnSessions, async (_input, { tx, actor }) => ({
  sessions: (await readSessionsOf(tx, requireSession(actor).account_id)).map((row) => presentSession(row, actor)),
}));

/** End one of one's own sessions. */
export const revokeOwnSession = serve(authContract.revokeOwnSession, async ({ session_id }, { tx, actor, audit }) => {
  const { account_id } = requireSession(actor);
  const sessions = await readSessionsOf(tx, account_id);
  if (!sessions.some((session) => session.id === session_id)) throw unknownSession();
  await endSession(tx, session_id, 'revoked');
  audit.detail({ session_id });
  return { sessions: sessions.filter((session) => session.id !== session_id).map((row) => presentSession(row, actor)) };
});

/** The problem of ending a session that is not there. */
export function unknownSession(): Problem {
  return new Problem(404, 'auth.session_unknown', 'This session has ended already');
}

/** A session as a person sees it in a list. */
export function presentSession(row: SessionRow, viewer: Actor): {
  id: string; current: boolean; device: string | null; address: string | null;
  signed_in_at: string; last_seen_at: string; ends_at: string; locked: boolean;
} {
  const { id, device, address, locked } = row;
  return {
    id,
    current: id === viewer.session_id,
    device,
    address,
    signed_in_at: row.created_at.toISOString(),
    last_seen_at: row.last_seen_at.toISOString(),
    ends_at: row.ends_at.toISOString(),
    locked,
  };
}
