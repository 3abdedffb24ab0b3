/** One line of a file: its bytes without the line end, and its number from 1. */
export interface RawLine {
  line: number;
  /** Undefined when the line is too long to hold. */
  bytes: Uint8Array | undefined;
}

const newline = 10;

/** Cuts bytes, as they arrive in chunks of any size, into lines. Lines of nothing but space are passed over. */
export class LineSplitter {
  readonly #emit: (line: RawLine) => void;
  readonly #mostBytes: number;
  #line = 1;
  #parts: Uint8Array[] = [];
  #bytes = 0;

  constructor(emit: (line: RawLine) => void, limits: { part_bytes_max: number }) {
    this.#emit = emit;
    this.#mostBytes = limits.part_bytes_max;
  }

  push(chunk: Uint8Array): void {
    let start = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      this.#keep(chunk.subarray(start, end));
      this.finish();
      this.#line += 1;
      start = end + 1;
    }
    this.#keep(chunk.subarray(start));
  }

  /** Gives the last line, which need not end with a line end. */
  finish(): void {
    const [parts, bytes] = [this.#parts, this.#bytes];
    this.#parts = [];
    this.#bytes = 0;
    if (bytes > this.#mostBytes) return this.#emit({ line: this.#line, bytes: undefined });
    const whole = new Uint8Array(bytes);
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    if (whole.some((byte) => byte > 32)) this.#emit({ line: this.#line, bytes: whole });
  }

  #keep(part: Uint8Array): void {
    this.#bytes += part.length;
    if (this.#bytes <= this.#mostBytes) this.#parts.push(part);
    else this.#parts = [];
  }
}
