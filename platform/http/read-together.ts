import type { Database } from '../db/index.ts';
import type { DenialReason } from '../auth/decide.ts';
import { Flights } from './flights.ts';

/** What one person asks of a read that is one statement (see `FastRead`). */
export interface Ask {
  /** Who asks, from where and why: JSON text. */
  context: string;
  /** Hash of the session token and the stamp under which the actor was decided on; null where the session has just been opened. */
  token_hash: Buffer | null;
  stamp: string | null;
  values: Record<string, unknown>;
}

/** The row that the statement returned for one who asked; it may tell more than these. */
export interface Told {
  answer: string | null;
  refusal: DenialReason | 'stale' | 'other' | null;
}

/**
 * Reads together what is asked in the same moment: one statement, one transaction, one write to disk, and an audit event for
 * each. A request that comes alone goes at once; those that come while others are under way share the next flight.
 */
export class ReadTogether {
  readonly #database: Database;
  readonly #name: string;
  readonly #text: string;
  readonly #flights = new Flights((all: readonly Ask[]) => this.#fly(all));

  constructor(database: Database, { name, text }: { name: string; text: string }) {
    this.#database = database;
    this.#name = name;
    this.#text = text;
  }

  /** Undefined where the statement returned nothing for this one. */
  ask(ask: Ask): Promise<Told | undefined> {
    return this.#flights.ask(ask);
  }

  async #fly(all: readonly Ask[]): Promise<PromiseSettledResult<Told | undefined>[]> {
    try {
      const told = await this.#tell(all);
      return all.map((_each, at) => ({ status: 'fulfilled', value: told.get(at) }));
    } catch (error) {
      if (all.length === 1) return [{ status: 'rejected', reason: error }];
      // What one of them asks may fail: nobody else fails with it.
      const alone: PromiseSettledResult<Told | undefined>[] = [];
      for (const one of all) alone.push(...(await this.#fly([one])));
      return alone;
    }
  }

  async #tell(all: readonly Ask[]): Promise<Map<number, Told>> {
    const { rows } = await this.#database.pool.query<Told & { n: number }>({
      name: this.#name, text: this.#text, values: [`[${all.map(textOf).join(',')}]`],
    });
    return new Map(rows.map(({ n, ...told }) => [n, told]));
  }
}

function textOf({ context, token_hash, stamp, values }: Ask, n: number): string {
  const more = JSON.stringify({ ...values, n, token: token_hash?.toString('hex') ?? null, stamp });
  return `${more.slice(0, -1)},"context":${context}}`;
}
