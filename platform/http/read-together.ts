import type { Database } from '../db/index.ts';
import type { DenialReason } from '../auth/decide.ts';

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
  refusal: DenialReason | 'stale' | null;
}

interface Waiting {
  ask: Ask;
  tell: (told: Told | undefined) => void;
  fail: (error: unknown) => void;
}

const flights_max = 2;
const together_max = 32;

/**
 * Reads together what is asked in the same moment: one statement, one transaction, one write to disk, and an audit event for
 * each. A request that comes alone goes at once; those that come while others are under way share the next flight.
 */
export class ReadTogether {
  readonly #database: Database;
  readonly #name: string;
  readonly #text: string;
  readonly #waiting: Waiting[] = [];
  #flights = 0;

  constructor(database: Database, { name, text }: { name: string; text: string }) {
    this.#database = database;
    this.#name = name;
    this.#text = text;
  }

  /** Undefined where the statement returned nothing for this one. */
  ask(ask: Ask): Promise<Told | undefined> {
    return new Promise((tell, fail) => {
      this.#waiting.push({ ask, tell, fail });
      this.#depart();
    });
  }

  #depart(): void {
    while (this.#flights < flights_max && this.#waiting.length > 0) void this.#fly(this.#waiting.splice(0, together_max));
  }

  async #fly(all: readonly Waiting[]): Promise<void> {
    this.#flights += 1;
    try {
      const told = await this.#tell(all);
      all.forEach(({ tell }, at) => tell(told.get(at)));
    } catch (error) {
      await this.#alone(all, error);
    } finally {
      this.#flights -= 1;
      this.#depart();
    }
  }

  /** What one of them asks may fail: nobody else fails with it. */
  async #alone(all: readonly Waiting[], error: unknown): Promise<void> {
    if (all.length === 1) return all[0]?.fail(error);
    for (const one of all) {
      await this.#tell([one]).then((told) => one.tell(told.get(0)), one.fail);
    }
  }

  async #tell(all: readonly Waiting[]): Promise<Map<number, Told>> {
    const { rows } = await this.#database.pool.query<Told & { n: number }>({
      name: this.#name, text: this.#text, values: [`[${all.map(({ ask }, at) => textOf(ask, at)).join(',')}]`],
    });
    return new Map(rows.map(({ n, ...told }) => [n, told]));
  }
}

function textOf({ context, token_hash, stamp, values }: Ask, n: number): string {
  const more = JSON.stringify({ ...values, n, token: token_hash?.toString('hex') ?? null, stamp });
  return `${more.slice(0, -1)},"context":${context}}`;
}
