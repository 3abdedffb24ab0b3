import type { FastifyRequest } from 'fastify';
import { purposes, type Purpose } from '../audit/event.ts';
import type { Actor } from '../auth/actor.ts';
import type { RequestOrigin } from './actor-context.ts';
import { Problem } from './problem.ts';
import { readSessionCookie } from './session-cookie.ts';

/** Finds who asks, anew at every request, so that a disabled account or a changed role acts on the next one. */
export interface Authenticator {
  bySession(token: string, origin: RequestOrigin & { quiet?: boolean }): Promise<Actor | null>;
  byToken(token: string, origin: RequestOrigin): Promise<Actor | null>;
  /** Who a token was of when it was last looked up: a guess, until the statement that acts has compared the stamp. */
  remembered(token: string, kind: 'session' | 'machine'): RememberedActor | null;
}

export interface RememberedActor {
  actor: Actor;
  stamp: string;
  token_hash: Buffer;
}

export interface Authenticated {
  actor: Actor | null;
  /** Set when a cookie spoke for the browser: only then can a foreign page have forged the request. */
  session_token: string | null;
}

/** A bearer token speaks before a cookie; a token that is not known is refused rather than ignored. */
export async function authenticate(authenticator: Authenticator, request: FastifyRequest, quiet = false): Promise<Authenticated> {
  const origin = { ...originOfRequest(request), quiet };
  const bearer = bearerOf(request);
  if (bearer !== null) {
    const actor = bearer === undefined ? null : await authenticator.byToken(bearer, origin);
    if (actor === null) throw new Problem(401, 'access.token_invalid', 'This token is not valid');
    return { actor, session_token: null };
  }
  const session_token = readSessionCookie(request.headers.cookie, request.protocol === 'https');
  if (session_token === null) return { actor: null, session_token: null };
  return { actor: await authenticator.bySession(session_token, origin), session_token };
}

/** Who asks, as far as this process remembers; null where the database must be asked first. */
export function guessActor(authenticator: Authenticator, request: FastifyRequest): (RememberedActor & { session_token: string | null }) | null {
  const bearer = bearerOf(request);
  if (bearer !== null) {
    const machine = bearer === undefined ? null : authenticator.remembered(bearer, 'machine');
    return machine && { ...machine, session_token: null };
  }
  const session_token = readSessionCookie(request.headers.cookie, request.protocol === 'https');
  const session = session_token === null ? null : authenticator.remembered(session_token, 'session');
  return session && { ...session, session_token };
}

/** The token that the request bears: null where it bears none, undefined where it is not one. */
function bearerOf({ headers: { authorization } }: FastifyRequest): string | null | undefined {
  return authorization === undefined ? null : /^Bearer ([\w.~+/=-]{16,512})$/i.exec(authorization)?.[1];
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Refuses a change that another site's page may have sent with the browser's cookie. */
export function refuseForgery(request: FastifyRequest): void {
  if (safeMethods.has(request.method)) return;
  const { origin } = request.headers;
  const foreign = origin !== undefined && origin !== webOriginOf(request);
  if (foreign || request.headers['x-openward'] !== '1') {
    throw new Problem(403, 'access.forged', 'This call did not come from the hospital’s own pages');
  }
}

/** The origin under which the browser reached us. Forwarded headers count only from a proxy that is trusted by setting. */
export function webOriginOf(request: FastifyRequest): string {
  return `${request.protocol}://${request.host}`;
}

/** Where the request comes from, as the audit log keeps it. One object for each request. */
export function originOfRequest(request: FastifyRequest): RequestOrigin {
  const purpose = request.headers['x-purpose-of-use'];
  if (purpose !== undefined && !purposes.includes(purpose as Purpose)) {
    throw new Problem(400, 'input.invalid', `X-Purpose-Of-Use is one of ${purposes.join(', ')}`, { field: 'X-Purpose-Of-Use' });
  }
  return {
    request_id: request.id,
    address: request.ip,
    device: request.headers['user-agent']?.slice(0, 200) ?? null,
    purpose: (purpose as Purpose | undefined) ?? 'TREAT',
  };
}
