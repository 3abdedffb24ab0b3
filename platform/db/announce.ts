import type pg from 'pg';
import type { Tx } from './database.ts';

const channel = 'openward_news';
// NOTIFY makes committing transactions wait for each other: so it is no part of them, and tells of many at once.
const together_ms = 200;
const again_ms = 1_000;
/** A payload may have 8,000 bytes. */
const atOnce = 150;

const ofTransaction = new WeakMap<Tx, Set<string>>();

/** Hears of what has changed; null says that some news may have been missed. */
export type NewsListener = (subject: string | null) => void;

/**
 * Tells every server process, once this transaction has committed, that something has changed. A subject is an id, never
 * personal data. Whoever hears of it reads anew, as somebody who may.
 */
export function announce(tx: Tx, subject: string): void {
  const subjects = ofTransaction.get(tx);
  if (subjects === undefined) ofTransaction.set(tx, new Set([subject]));
  else subjects.add(subject);
}

/** Gathers what transactions of this process announced, and tells it to all processes. */
export class Announcer {
  readonly #pool: pg.Pool;
  readonly #waiting = new Set<string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  committed(tx: Tx): void {
    for (const subject of ofTransaction.get(tx) ?? []) this.#waiting.add(subject);
    if (this.#waiting.size > 0) this.#timer ??= setTimeout(() => void this.flush(), together_ms).unref();
  }

  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const subjects = [...this.#waiting];
    this.#waiting.clear();
    for (let at = 0; at < subjects.length; at += atOnce) {
      // News that is lost costs nothing but time: what is on a screen is read again in any case.
      await this.#pool.query('select pg_notify($1, $2)', [channel, subjects.slice(at, at + atOnce).join(' ')]).catch(() => {});
    }
  }
}

/** Hears what processes announce, over a connection of its own that is made anew when it is lost. Returns how to stop. */
export function hearAnnouncements(connect: () => Promise<pg.Client>, listener: NewsListener): () => void {
  let stopped = false;
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  const later = (): void => {
    if (stopped) return;
    clearTimeout(timer);
    timer = setTimeout(() => void open(), again_ms).unref();
  };
  const open = async (): Promise<void> => {
    try {
      const own = await connect();
      if (stopped) {
        await own.end();
        return;
      }
      client = own;
      own.on('error', later);
      own.on('end', later);
      own.on('notification', ({ payload }) => {
        for (const subject of (payload ?? '').split(' ')) if (subject !== '') listener(subject);
      });
      await own.query(`listen ${channel}`);
      listener(null);
    } catch {
      later();
    }
  };
  void open();
  return () => {
    stopped = true;
    clearTimeout(timer);
    client?.end().catch(() => {});
  };
}
