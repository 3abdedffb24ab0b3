import type { Actor } from '../actor.ts';

/** Who a session was when it was last opened, and the stamp that the database compares before it acts on that. */
export interface Remembered {
  actor: Actor;
  stamp: string;
  token_hash: Buffer;
}

const most = 5000;

/** A cookie's token is never taken for a machine's, nor the other way round: each has a memory of its own. */
class Memory {
  readonly #known = new Map<string, Remembered>();

  /** Remembers only what is whole: a session that must still unlock or give a second factor is opened in full each time. */
  keep(token: string, remembered: Remembered | null): void {
    this.#known.delete(token);
    if (remembered === null || remembered.actor.state !== 'active') return;
    if (this.#known.size >= most) this.#known.delete(this.#known.keys().next().value as string);
    this.#known.set(token, remembered);
  }

  /** What is remembered. It is a guess until the database has compared the stamp. */
  of(token: string): Remembered | null {
    return this.#known.get(token) ?? null;
  }
}

export const sessions = new Memory();
export const machines = new Memory();
