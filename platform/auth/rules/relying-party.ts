import { isIP } from 'node:net';

/** Whom a passkey is for: browsers bind it to this name. */
export type RelyingParty = { id: string; origin: string; unavailable: null } | { unavailable: string };

/**
 * The relying party for the address under which the browser reached us. Browsers offer passkeys only to a name (never to
 * a number such as 127.0.0.1) and only over https, except on localhost.
 */
export function relyingPartyOf(web_origin: string): RelyingParty {
  const { hostname, protocol, origin, port } = new URL(web_origin);
  if (isIP(hostname.replaceAll(/[[\]]/g, '')) !== 0) {
    const local = hostname === '127.0.0.1' || hostname === '[::1]';
    const instead = local ? `http://localhost${port === '' ? '' : `:${port}`}` : 'the hospital’s name over https';
    return { unavailable: `Browsers offer passkeys only to a name: open ${instead} instead` };
  }
  if (protocol !== 'https:' && hostname !== 'localhost' && !hostname.endsWith('.localhost')) {
    return { unavailable: 'Browsers offer passkeys only over https' };
  }
  return { id: hostname, origin, unavailable: null };
}
