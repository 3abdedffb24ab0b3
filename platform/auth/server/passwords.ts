import { randomBytes } from 'node:crypto';
import { hash, parseOptions, verify } from '@node-rs/argon2';
import { Problem } from '../../http/problem.ts';
import { normalisePassword } from '../rules/password-strength.ts';

/** argon2id (the library's default kind), above the least that OWASP asks (19 MiB, 2 passes, 1 lane). */
const cost = { memoryCost: 19_456, timeCost: 3, parallelism: 1, outputLen: 32 } as const;

// Each hash takes 19 MiB and a core for a while: more at once would only starve everything else.
const atOnce = 3;
const waitingMost = 100;
let running = 0;
const waiting: (() => void)[] = [];

/** The argon2id hash of a password. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(normalisePassword(password), cost));
}

let nobody: Promise<string> | undefined;

/** Whether the password fits. Without a hash (no such account) it takes as long, so that the time tells nothing. */
export async function verifyPassword(hashed: string | null, password: string): Promise<boolean> {
  const against = hashed ?? (await (nobody ??= hashPassword(randomBytes(24).toString('base64'))));
  const fits = await inTurn(() => verify(against, normalisePassword(password)));
  return fits && hashed !== null;
}

/** True for a hash made with a former cost: it is made anew when the password is next known. */
export function isOutdated(hashed: string): boolean {
  const { memoryCost, timeCost, parallelism } = parseOptions(hashed);
  return memoryCost < cost.memoryCost || timeCost < cost.timeCost || parallelism !== cost.parallelism;
}

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= atOnce) {
    if (waiting.length >= waitingMost) throw new Problem(429, 'auth.busy', 'Many people are signing in just now; try again in a moment');
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else {
    running += 1;
  }
  try {
    return await work();
  } finally {
    // The place is handed on rather than freed, so that nobody who comes later overtakes.
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  }
}
