import type { Actor } from '../actor.ts';

/** Who a session was when it was last opened, and the stamp that the database compares before it acts on that. */
export interface Remembered {
  actor: Actor;
  stamp: string;
  token_hash: Buffer;
}

const most = 5000;
const sessions = new Map<string, Remembered>();

/** Remembers only whole sessions: one that must still unlock or give a second factor is opened in full each time. */
export function remember(token: string, remembered: Remembered | null): void {
  sessions.delete(token);
  if (remembered === null || remembered.actor.state !== 'active') return;
  if (sessions.size >= most) sessions.delete(sessions.keys().next().value as string);
  sessions.set(token, remembered);
}

/** What is remembered of a session. It is a guess until the database has compared the stamp. */
export function rememberedSession(token: string): Remembered | null {
  return sessions.get(token) ?? null;
}
