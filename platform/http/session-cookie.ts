/** `__Host-` binds the cookie to this host and to TLS; plain http (a trial on one machine) cannot have it. */
const nameOf = (secure: boolean): string => (secure ? '__Host-openward' : 'openward');

/** The session token in a Cookie header, or null. */
export function readSessionCookie(header: string | undefined): string | null {
  if (header === undefined) return null;
  for (const secure of [true, false]) {
    const found = new RegExp(`(?:^|;\\s*)${nameOf(secure)}=([\\w-]{20,200})(?:;|$)`).exec(header)?.[1];
    if (found !== undefined) return found;
  }
  return null;
}

/** The Set-Cookie value that begins a session. It ends with the browser; its limits are kept by the server. */
export function sessionCookie(token: string, secure: boolean): string {
  return `${nameOf(secure)}=${token}; Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
}

/** The Set-Cookie value that ends a session. */
export function endedSessionCookie(secure: boolean): string {
  return `${nameOf(secure)}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0${secure ? '; Secure' : ''}`;
}
