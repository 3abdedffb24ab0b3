import { createHmac, timingSafeEqual } from 'node:crypto';

const seconds_apart = 300;

/** Whether a call comes from Stripe: `t=…,v1=…` over time and body with the secret that both know, and not older than five minutes. */
export function isSignedByStripe(header: string, body: string, secret: string, now_seconds: number): boolean {
  const parts = header.split(',').map((part) => part.split('=', 2) as [string, string?]);
  const at = parts.find(([name]) => name.trim() === 't')?.[1] ?? '';
  if (!/^\d{1,12}$/.test(at) || Math.abs(now_seconds - Number(at)) > seconds_apart) return false;
  const right = createHmac('sha256', secret).update(`${at}.${body}`).digest();
  // Several, while a secret is changed.
  return parts.some(([name, value = '']) => name.trim() === 'v1' && /^[0-9a-f]{64}$/.test(value) && timingSafeEqual(Buffer.from(value, 'hex'), right));
}
