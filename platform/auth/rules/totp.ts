import { Secret, TOTP } from 'otpauth';

const issuer = 'OpenWard';
const settings = { issuer, algorithm: 'SHA1', digits: 6, period: 30 } as const;

/** A new secret of 160 bits for an authenticator app. */
export function makeTotpSecret(): Uint8Array {
  return new Secret({ size: 20 }).bytes;
}

/** What the authenticator app scans, and what is typed where it cannot scan. */
export function describeTotp(secret: Uint8Array, username: string): { uri: string; secret: string } {
  const shared = new Secret({ buffer: copyOf(secret) });
  return { uri: new TOTP({ ...settings, label: username, secret: shared }).toString(), secret: shared.base32 };
}

/**
 * The time step whose code this is: the present one or a neighbour, for clocks that differ; null for a wrong code. The
 * caller must accept each step once only.
 */
export function stepOfCode(secret: Uint8Array, code: string, now: number): number | null {
  const digits = code.replaceAll(/\s/g, '');
  if (!/^\d{6}$/.test(digits)) return null;
  const totp = new TOTP({ ...settings, secret: new Secret({ buffer: copyOf(secret) }) });
  const delta = totp.validate({ token: digits, timestamp: now, window: 1 });
  return delta === null ? null : totp.counter({ timestamp: now }) + delta;
}

function copyOf(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
