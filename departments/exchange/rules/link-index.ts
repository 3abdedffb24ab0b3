/**
 * Where the addresses of a bundle's entries lead: `urn:uuid:…` → `Patient/…`. Nearly every sender names an entry by the
 * UUID that is its id too: such an entry takes 17 bytes, so that a bundle of a million entries fits into memory.
 */
export class LinkIndex {
  #capacity = 1024;
  #size = 0;
  #high = new BigUint64Array(this.#capacity);
  #low = new BigUint64Array(this.#capacity);
  /** Place in `#types` plus one; 0 where nothing is. */
  #type = new Uint8Array(this.#capacity);
  readonly #types: string[] = [];
  readonly #typePlaces = new Map<string, number>();
  readonly #others = new Map<string, string>();

  /** Names the resource that an address leads to. The first one stays: false when another was there. */
  add(address: string, type: string, id: string): boolean {
    const known = this.get(address);
    if (known !== undefined) return known === `${type}/${id}`;
    const packed = address === `${prefix}${id}` ? parse(address) : undefined;
    if (packed === undefined) {
      this.#others.set(address, `${type}/${id}`);
      return true;
    }
    if (this.#size * 2 >= this.#capacity) this.#grow();
    this.#put(this.#slot(packed.high, packed.low), packed.high, packed.low, this.#placeOf(type));
    this.#size += 1;
    return true;
  }

  /** `Type/id` of the resource that an address leads to; undefined when no entry has it. */
  get(address: string): string | undefined {
    const other = this.#others.get(address);
    if (other !== undefined) return other;
    const packed = parse(address);
    if (packed === undefined) return undefined;
    const place = this.#type[this.#slot(packed.high, packed.low)]!;
    return place === 0 ? undefined : `${this.#types[place - 1]!}/${address.slice(prefix.length)}`;
  }

  #placeOf(type: string): number {
    let place = this.#typePlaces.get(type);
    if (place === undefined) {
      place = this.#types.push(type);
      this.#typePlaces.set(type, place);
    }
    return place;
  }

  #slot(high: bigint, low: bigint): number {
    let slot = Number((high ^ low) & BigInt(this.#capacity - 1));
    while (this.#type[slot] !== 0 && (this.#high[slot] !== high || this.#low[slot] !== low)) slot = (slot + 1) % this.#capacity;
    return slot;
  }

  #put(slot: number, high: bigint, low: bigint, place: number): void {
    this.#high[slot] = high;
    this.#low[slot] = low;
    this.#type[slot] = place;
  }

  #grow(): void {
    const [high, low, type] = [this.#high, this.#low, this.#type];
    this.#capacity *= 2;
    this.#high = new BigUint64Array(this.#capacity);
    this.#low = new BigUint64Array(this.#capacity);
    this.#type = new Uint8Array(this.#capacity);
    for (let at = 0; at < type.length; at += 1) {
      if (type[at] !== 0) this.#put(this.#slot(high[at]!, low[at]!), high[at]!, low[at]!, type[at]!);
    }
  }
}

const prefix = 'urn:uuid:';
const form = /^urn:uuid:([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})$/;

/** The two halves of the UUID of an address. */
function parse(address: string): { high: bigint; low: bigint } | undefined {
  const parts = form.exec(address);
  return parts === null ? undefined : { high: BigInt(`0x${parts[1]}${parts[2]}${parts[3]}`), low: BigInt(`0x${parts[4]}${parts[5]}`) };
}
