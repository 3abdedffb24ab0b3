import type { FastifyInstance } from 'fastify';
import { guessActor, type Authenticator } from '../authenticate.ts';
import { Problem } from '../problem.ts';
import { Buckets } from './buckets.ts';

/** How much one may ask; see docs/running.md. */
export interface RequestLimits {
  /** Requests a second of one account or machine. */
  account_per_second: number;
  /** Of one account or machine at the same time. */
  account_at_once: number;
  /** A second of one address, of whoever is not known there: who signs in, and who brings no session that this process knows. */
  address_per_second: number;
}

/** So many seconds of silence may be used up at once. */
const saved_up_s = 20;

/**
 * Keeps one account from taking the place of all, and one address from trying without end. Whoever is signed in counts by account alone: a hospital
 * behind one address does not lock itself out.
 */
export function limitRequests(fastify: FastifyInstance, authenticator: Authenticator, limits: RequestLimits): void {
  const accounts = new Buckets(limits.account_per_second, limits.account_per_second * 2);
  const addresses = new Buckets(limits.address_per_second, limits.address_per_second * saved_up_s);
  const at_once = new Map<string, number>();
  const leave = (account: string) => {
    const left = (at_once.get(account) ?? 1) - 1;
    if (left === 0) at_once.delete(account);
    else at_once.set(account, left);
  };

  fastify.addHook('onRequest', async (request, reply) => {
    if (!isCall(request.url)) return;
    const account = guessActor(authenticator, request)?.actor.account_id ?? null;
    const wait_s = account === null ? addresses.take(networkOf(request.ip), Date.now()) : accounts.take(account, Date.now());
    const open = account === null ? 0 : (at_once.get(account) ?? 0);
    if (wait_s > 0 || open >= limits.account_at_once) {
      reply.header('retry-after', String(Math.max(1, wait_s)));
      throw new Problem(429, 'http.too_many', 'Too many requests at once: wait a moment, then try again');
    }
    // What stays open to hear of changes asks for nothing.
    if (account === null || request.url.startsWith('/api/live')) return;
    at_once.set(account, open + 1);
    // Also of who goes away before the answer (Fastify's onResponse does not tell of them): else an account is locked out by its own closed windows.
    reply.raw.once('close', () => leave(account));
  });
}

const isCall = (url: string): boolean => /^\/(api|fhir|l|hooks)(\/|$)/.test(url);

/** An address of IPv4; of IPv6 the network that one customer has. */
function networkOf(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address.replace(/^::ffff:/i, '');
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const whole = tail === undefined ? groups : [...groups, ...Array.from({ length: 8 - groups.length - after.length }, () => '0'), ...after];
  return whole.slice(0, 4).join(':');
}
