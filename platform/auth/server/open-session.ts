import type { Database } from '../../db/index.ts';
import type { Actor } from '../actor.ts';
import { clearanceOf } from '../decide.ts';
import type { Permission } from '../permissions.ts';
import { stateOf } from '../rules/session-state.ts';
import { hashToken } from '../rules/token.ts';
import { machines, sessions } from './remembered.ts';
import { rolesTogether } from './role-cache.ts';
import { hasSecondFactor } from './second-factor.sql.ts';
import type { SecondFactor } from './session.sql.ts';

interface SessionRow {
  stamp: string | null;
  session_id: string;
  account_id: string;
  username: string;
  display_name: string;
  kind: Actor['kind'];
  patient_id: string | null;
  staff_id: string | null;
  roles: string[];
  role_version: bigint;
  locked: boolean;
  second_factor: SecondFactor;
  must_change_password: boolean;
  created_at: Date;
  ends_at: Date;
  lock_after_seconds: number;
  confirmed_at: Date;
  glass: string;
  withheld: string;
  labels: string;
  places: string;
  relation_required: boolean;
}

/** A session with what the screens want to know of it beyond the actor. */
export interface OpenedSession {
  actor: Actor;
  session: SessionRow;
  second_factor_required: boolean;
}

/** Where a request comes from; `quiet` when no person did it, so that it does not keep the session awake. */
export interface SessionOrigin {
  address: string;
  quiet?: boolean;
}

/** Whose session this token is, or null: not known, ended, over its limits, or of a disabled account. */
export async function openSession(database: Database, token: string, origin: SessionOrigin): Promise<Actor | null> {
  const opened = await lookUpSession(database, token, origin);
  return opened === null ? null : opened.actor;
}

/** As `openSession`, with the limits of the session. */
export async function lookUpSession(
  database: Database, token: string, { address, quiet = false }: SessionOrigin,
): Promise<OpenedSession | null> {
  const token_hash = hashToken(token);
  const { rows } = await database.pool.query<SessionRow>({
    name: 'auth-open-session',
    // The stamp is of the statement's snapshot, never newer than what open_session reads: a change between the two makes it stale.
    text: `select auth.stamp($1) as stamp, opened.*, auth.glass_of(opened.account_id) as glass, auth.withheld_of(opened.account_id) as withheld, auth.labels_of(opened.account_id) as labels,
        auth.places_of(opened.account_id) as places, policy.relation_required
      from auth.open_session($1, $2, $3) opened, (select auth.relation_required() as relation_required) policy`,
    values: [token_hash, address, !quiet],
  });
  const session = rows[0];
  if (session === undefined) {
    sessions.keep(token, null);
    return null;
  }
  const { permissions, second_factor_required } = await rolesTogether(database, session.roles, session.role_version);
  // Asked only where a role has begun to require it of a session that was opened without.
  const missing = second_factor_required && session.second_factor === 'none';
  const second_factor_enrolled = missing && (await isEnrolled(database, session.account_id));
  const actor: Actor = {
    account_id: session.account_id,
    username: session.username,
    display_name: session.display_name,
    kind: session.kind,
    session_id: session.session_id,
    token_id: null,
    roles: session.roles,
    permissions,
    clearance: clearanceOf(permissions, session.labels),
    glass: session.glass === '' ? [] : session.glass.split(','),
    withheld: session.withheld === '' ? [] : session.withheld.split(','),
    relation_required: session.relation_required,
    places: session.places === '' ? [] : session.places.split(','),
    practitioner_id: session.staff_id,
    patient_id: session.patient_id,
    state: stateOf({ ...session, second_factor_required, second_factor_enrolled }),
  };
  sessions.keep(token, session.stamp === null ? null : { actor, stamp: session.stamp, token_hash });
  return { actor, session, second_factor_required };
}

function isEnrolled(database: Database, account_id: string): Promise<boolean> {
  return database.transaction({ scope: 'system' }, (tx) => hasSecondFactor(tx, account_id));
}

interface TokenRow {
  stamp: string | null;
  token_id: string;
  account_id: string;
  username: string;
  display_name: string;
  kind: Actor['kind'];
  roles: string[];
  scopes: string[];
  labels: string;
  withheld: string;
  role_version: bigint;
}

/** Whose token this is, or null. It carries its scopes, as far as the account's roles still hold them. */
export async function openToken(database: Database, token: string): Promise<Actor | null> {
  const token_hash = hashToken(token);
  const { rows } = await database.pool.query<TokenRow>({
    name: 'auth-open-token',
    text: 'select auth.stamp($1) as stamp, opened.*, auth.labels_of(opened.account_id) as labels, auth.withheld_of(opened.account_id) as withheld from auth.open_token($1) opened',
    values: [token_hash],
  });
  const found = rows[0];
  if (found === undefined) {
    machines.keep(token, null);
    return null;
  }
  const held = (await rolesTogether(database, found.roles, found.role_version)).permissions;
  const permissions = new Set(found.scopes.filter((scope): scope is Permission => held.has(scope as Permission)));
  const actor: Actor = {
    account_id: found.account_id,
    username: found.username,
    display_name: found.display_name,
    kind: found.kind,
    session_id: null,
    token_id: found.token_id,
    roles: found.roles,
    permissions,
    clearance: clearanceOf(permissions, found.labels),
    // A machine treats nobody: its scopes say what it may do.
    glass: [],
    withheld: found.withheld === '' ? [] : found.withheld.split(','),
    relation_required: false,
    places: [],
    practitioner_id: null,
    patient_id: null,
    state: 'active',
  };
  machines.keep(token, found.stamp === null ? null : { actor, stamp: found.stamp, token_hash });
  return actor;
}
