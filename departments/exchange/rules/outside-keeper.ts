const [comma, newline, space] = [44, 10, 32] as const;
const zero = new Uint8Array([48]);

/** The file is not one JSON object, or a part of it is too large to hold. */
export class ScanFault extends Error {
  readonly code: string;
  readonly line: number;
  constructor(code: string, message: string, line: number) {
    super(message);
    this.code = code;
    this.line = line;
  }
}

/** What lies outside the entries of a bundle. */
export interface Outside {
  bytes: Uint8Array;
  /** The line of the file in which a place of `bytes` stands. */
  lineAt(place: number): number;
}

export interface ScannerLimits {
  /** Most bytes of one entry, and of everything outside the entries. */
  part_bytes_max: number;
}

/** Keeps what lies outside the entries, and in which lines it stood. */
export class OutsideKeeper {
  readonly #limits: ScannerLimits;
  #bytes = new Uint8Array(1024);
  #length = 0;
  /** Where pieces begin; single commas are left out. */
  readonly #pieces: { place: number; line: number }[] = [];

  constructor(limits: ScannerLimits) {
    this.#limits = limits;
  }

  keepZero(): void {
    this.#append(zero);
  }

  /** `line` is that of the last byte. Space between entries is left out, at whichever end is between them. */
  keep(chunk: Uint8Array, from: number, to: number, line: number, between: { start: boolean; end: boolean }): void {
    let [first, last] = [from, to];
    if (between.end) while (last > first && chunk[last - 1]! <= space) last -= 1;
    if (between.start) while (first < last && chunk[first]! <= space) first += 1;
    if (first >= last) return;
    if (last - first > 1 || chunk[first] !== comma) this.#pieces.push({ place: this.#length, line: line - newlines(chunk.subarray(first, to)) });
    if (this.#length + last - first > this.#limits.part_bytes_max) throw new ScanFault('file.too_large', 'is too large for one resource', line);
    this.#append(chunk.subarray(first, last));
  }

  #append(part: Uint8Array): void {
    if (this.#length + part.length > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(this.#length + part.length, this.#bytes.length * 2));
      larger.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = larger;
    }
    this.#bytes.set(part, this.#length);
    this.#length += part.length;
  }

  finish(): Outside {
    const bytes = this.#bytes.subarray(0, this.#length);
    return {
      bytes,
      lineAt: (place) => {
        const piece = this.#pieces.findLast((each) => each.place <= place) ?? { place: 0, line: 1 };
        return piece.line + newlines(bytes.subarray(piece.place, place));
      },
    };
  }
}

function newlines(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) count += 1;
  return count;
}
