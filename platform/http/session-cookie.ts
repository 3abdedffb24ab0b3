/** `__Host-` binds the cookie to this host and to TLS; plain http (a trial on one machine) cannot have it. */
const nameOf = (secure: boolean): string => (secure ? '__Host-openward' : 'openward');

/**
 * The session token in a Cookie header, or null. Over TLS only the cookie bound to the host counts: one without the prefix
 * may have been planted by another host of the domain, or over plain http.
 */
export function readSessionCookie(header: string | undefined, secure: boolean): string | null {
  if (header === undefined) return null;
  return new RegExp(`(?:^|;\\s*)${nameOf(secure)}=([\\w-]{20,200})(?:;|$)`).exec(header)?.[1] ?? null;
}

/** The Set-Cookie value that begins a session. It ends with the browser; its limits are kept by the server. */
export function sessionCookie(token: string, secure: boolean): string {
  return `${nameOf(secure)}=${token}; Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
}

/** The Set-Cookie value that ends a session. */
export function endedSessionCookie(secure: boolean): string {
  return `${nameOf(secure)}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0${secure ? '; Secure' : ''}`;
}
