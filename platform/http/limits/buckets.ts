interface Bucket {
  left: number;
  at_ms: number;
}

const buckets_max = 20_000;

/** Buckets by key that fill at a steady rate (a token bucket): each request takes one out; who finds none waits. In the memory of one process. */
export class Buckets {
  readonly #per_second: number;
  readonly #most: number;
  readonly #buckets = new Map<string, Bucket>();

  constructor(per_second: number, most: number) {
    this.#per_second = per_second;
    this.#most = most;
  }

  /** Takes one. Tells after how many seconds there is one again, 0 where it was taken. */
  take(key: string, now_ms: number): number {
    const bucket = this.#buckets.get(key) ?? { left: this.#most, at_ms: now_ms };
    // A clock that goes back gives nothing, and takes nothing away.
    const filled = Math.min(this.#most, bucket.left + (Math.max(0, now_ms - bucket.at_ms) / 1000) * this.#per_second);
    const taken = filled >= 1;
    this.#buckets.delete(key);
    this.#buckets.set(key, { left: taken ? filled - 1 : filled, at_ms: now_ms });
    if (this.#buckets.size > buckets_max) this.#forget();
    return taken ? 0 : Math.max(1, Math.ceil((1 - filled) / this.#per_second));
  }

  /** The half that was used longest ago: an attacker who comes from many addresses gets no more memory than this. */
  #forget(): void {
    for (const key of [...this.#buckets.keys()].slice(0, buckets_max / 2)) this.#buckets.delete(key);
  }
}
