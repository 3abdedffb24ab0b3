import type { Database } from '../../db/index.ts';
import type { SessionView } from '../contract/index.ts';
import { confirmedUntil } from '../rules/session-state.ts';
import { lookUpSession } from './open-session.ts';
import { type Methods, readMethods } from './second-factor.sql.ts';

/** What the browser is told when nobody is signed in. */
export const signedOut: SessionView = {
  state: 'signed-out',
  account: null,
  broken_glass: [],
  roles: [],
  permissions: [],
  second_factor_methods: [],
  second_factor_required: false,
  lock_after_seconds: null,
  signed_in_at: null,
  ends_at: null,
  confirmed_until: null,
};

/** What the browser is told of its session: exactly what its next request would find. */
export async function viewSession(database: Database, token: string | null, origin: { address: string }): Promise<SessionView> {
  const opened = token === null ? null : await lookUpSession(database, token, origin);
  if (opened === null) return signedOut;
  const { actor, session, second_factor_required } = opened;
  const methods = await database.transaction({ scope: 'system' }, (tx) => readMethods(tx, actor.account_id));
  return {
    state: actor.state,
    account: {
      id: actor.account_id,
      username: actor.username,
      display_name: actor.display_name,
      kind: actor.kind,
      patient_id: actor.patient_id,
      staff_id: session.staff_id,
    },
    broken_glass: [...actor.glass],
    roles: [...actor.roles],
    permissions: actor.state === 'active' ? [...actor.permissions] : [],
    second_factor_methods: namesOf(methods),
    second_factor_required,
    lock_after_seconds: session.lock_after_seconds,
    signed_in_at: session.created_at.toISOString(),
    ends_at: session.ends_at.toISOString(),
    confirmed_until: confirmedUntil(session.confirmed_at).toISOString(),
  };
}

/** The methods by the names of the contract. */
export function namesOf({ totp, recovery_codes, passkeys }: Methods): SessionView['second_factor_methods'] {
  return [
    ...(totp ? (['totp'] as const) : []),
    ...(recovery_codes > 0 ? (['recovery-code'] as const) : []),
    ...(passkeys > 0 ? (['passkey'] as const) : []),
  ];
}
