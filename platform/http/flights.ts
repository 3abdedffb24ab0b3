import { availableParallelism } from 'node:os';

interface Waiting<Ask, Told> {
  ask: Ask;
  tell: (told: Told) => void;
  fail: (error: unknown) => void;
}

/** A flight works now in the database and now here, never in both: two keep two cores busy. More of them make smaller groups, which cost more each. */
const flights_max = Math.max(2, Math.floor(availableParallelism() / 2));
const together_max = 32;
/** A flight that takes longer than this waits for somebody else (a lock): the next one no longer waits for it. */
const slow_ms = 50;
/** So long a flight waits at most for as many as went with the last one: they were answered in one moment and ask again in the next few. */
const boarding_ms = 4;

/**
 * Sends together what is asked in the same moment. What comes alone goes at once; what comes while others are under way
 * shares the next flight, which waits a little for as many as the last one took. `fly` answers each of those it is given, in their order; an answer may be a promise, for which nobody
 * else waits.
 */
export class Flights<Ask, Told> {
  readonly #fly: (asks: readonly Ask[]) => Promise<readonly PromiseSettledResult<Told>[]>;
  readonly #waiting: Waiting<Ask, Told>[] = [];
  #under_way = 0;
  /** How many went with the last flight. */
  #usual = 1;
  #boarding: NodeJS.Timeout | null = null;

  constructor(fly: (asks: readonly Ask[]) => Promise<readonly PromiseSettledResult<Told>[]>) {
    this.#fly = fly;
  }

  ask(ask: Ask): Promise<Told> {
    return new Promise((tell, fail) => {
      this.#waiting.push({ ask, tell, fail });
      this.#depart();
    });
  }

  #depart(): void {
    while (this.#under_way < flights_max && this.#waiting.length > 0) {
      if (this.#waiting.length < this.#usual) {
        this.#boarding ??= setTimeout(() => this.#close(), boarding_ms);
        return;
      }
      this.#close();
    }
  }

  /** Whoever is there goes now. */
  #close(): void {
    if (this.#boarding !== null) clearTimeout(this.#boarding);
    this.#boarding = null;
    if (this.#under_way === flights_max || this.#waiting.length === 0) return;
    const all = this.#waiting.splice(0, together_max);
    this.#usual = all.length;
    void this.#travel(all);
  }

  async #travel(all: readonly Waiting<Ask, Told>[]): Promise<void> {
    this.#under_way += 1;
    let landed = false;
    const land = (): void => {
      if (!landed) this.#under_way -= 1;
      landed = true;
      this.#depart();
    };
    const slow = setTimeout(land, slow_ms).unref();
    try {
      const told = await this.#fly(all.map(({ ask }) => ask));
      all.forEach(({ tell, fail }, at) => {
        const one = told[at]!;
        if (one.status === 'fulfilled') tell(one.value);
        else fail(one.reason);
      });
    } catch (error) {
      for (const { fail } of all) fail(error);
    } finally {
      clearTimeout(slow);
      land();
    }
  }
}
