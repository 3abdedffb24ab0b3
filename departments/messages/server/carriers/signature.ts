import { createHmac, timingSafeEqual } from 'node:crypto';

/** Receipts that name a time are of today: a service that found the hospital closed comes back for hours. */
const oldest_ms = 86_400_000;

const same = (right: string, given: string): boolean => {
  const [one, other] = [Buffer.from(right), Buffer.from(given)];
  return one.length === other.length && timingSafeEqual(one, other);
};

const isOfToday = (seconds: string, now: Date): boolean => /^\d{1,12}$/.test(seconds) && Math.abs(now.getTime() - Number(seconds) * 1000) <= oldest_ms;

/** What came with a receipt. */
export interface Signed {
  body: string;
  signature: string;
  /** The time that it names, in seconds; empty where it names none. */
  at: string;
  /** How the bytes of the body became text. */
  encoding?: 'utf8' | 'latin1';
}

/** Signed by HMAC-SHA256, in hex, of the body; of `time.body` where it names its time. */
export function isPlainSigned(secret: string, { body, signature, at, encoding = 'utf8' }: Signed, now: Date): boolean {
  if (at !== '' && !isOfToday(at, now)) return false;
  return same(createHmac('sha256', secret).update(Buffer.from(at === '' ? body : `${at}.${body}`, encoding)).digest('hex'), signature);
}

/** Signed as Twilio signs: over the address and the sorted fields of the form. */
export function isTwilioSigned(secret: string, url: string, { body, signature }: Signed): boolean {
  const sorted = [...new URLSearchParams(body)].sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
  return same(createHmac('sha1', secret).update(url + sorted.map(([name, value]) => name + value).join('')).digest('base64'), signature);
}

/** Signed as Mailgun signs: a time and a token, in the body. Null where it is not; else what makes it the one that it is. */
export function mailgunToken(secret: string, body: string, now: Date): string | null {
  let given: Record<string, unknown>;
  try {
    given = (JSON.parse(body) as { signature?: Record<string, unknown> } | null)?.signature ?? {};
  } catch {
    return null;
  }
  const [at, token, signature] = ['timestamp', 'token', 'signature'].map((name) => (typeof given[name] === 'string' || typeof given[name] === 'number' ? String(given[name]) : ''));
  if (!isOfToday(at ?? '', now) || !token || !same(createHmac('sha256', secret).update(`${at}${token}`).digest('hex'), signature ?? '')) return null;
  return token;
}
