import { OutsideKeeper, ScanFault } from './outside-keeper.ts';
import type { Outside, ScannerLimits } from './outside-keeper.ts';

const [quote, backslash, comma, colon, open, close, openList, closeList] = [34, 92, 44, 58, 123, 125, 91, 93] as const;
const [newline, space] = [10, 32] as const;

/** One entry of a bundle, without the space between its tokens. */
export interface RawEntry {
  /** From 0, in the order of the file. */
  place: number;
  /** The line of the file where it begins. */
  line: number;
  bytes: Uint8Array;
  /** Places of `bytes` before which a line of the file ended. */
  line_ends: readonly number[];
  /** Where its member `resource` lies in `bytes`. */
  resource: { start: number; end: number } | undefined;
  /** Members of all its objects, doubled keys counted twice. */
  members: number;
  /** Deepest nesting. */
  depth: number;
  /** A key is written with an escape. */
  escaped_key: boolean;
}

/**
 * Cuts a JSON object, as its bytes arrive in chunks of any size, into the entries of its top-level list `entry` and the
 * rest. It holds one entry at a time and the rest, in which each entry is a 0: parsing both says whether all of it is JSON.
 */
export class BundleScanner {
  readonly #limits: ScannerLimits;
  readonly #emit: (entry: RawEntry) => void;
  readonly #outside: OutsideKeeper;
  #line = 1;
  #depth = 0;
  #inString = false;
  #escaped = false;
  #finished = false;
  #inEntries = false;
  #place = 0;
  /** The last key of the outermost object, or of an entry. */
  #key: number[] = [];
  #keyIsOpen = false;
  #expectsKey = false;

  // The entry that is open.
  #inEntry = false;
  #bytes = new Uint8Array(65_536);
  #length = 0;
  #entryLine = 0;
  #lineEnds: number[] = [];
  #resourceStart = -1;
  #resourceEnd = -1;
  #members = 0;
  #deepest = 0;
  #escapedKey = false;
  #stringHasEscape = false;
  /** The last token is a number or a word, and space followed it: before another of them the space must stay. */
  #literal = false;
  #literalEnded = false;

  constructor(emit: (entry: RawEntry) => void, limits: ScannerLimits) {
    this.#emit = emit;
    this.#limits = limits;
    this.#outside = new OutsideKeeper(limits);
  }

  /** Takes the next bytes. */
  push(chunk: Uint8Array): void {
    this.#makeRoom(chunk.length);
    // Where the bytes begin that lie outside the entries.
    let outside = 0;
    let afterEntry = this.#inEntries && !this.#inString;
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at]!;
      if (this.#inString) {
        at = this.#throughString(chunk, at);
        continue;
      }
      if (byte <= space) {
        if (byte === newline) this.#endLine();
        this.#literalEnded = this.#literal;
        while (chunk[at + 1] === space) at += 1;
        continue;
      }
      if (this.#finished) throw new ScanFault('json.syntax', 'is not JSON: something follows after its end', this.#line);
      if (this.#inEntries && this.#depth === 2) {
        const ends = byte === comma || byte === closeList;
        if (this.#inEntry && ends) {
          this.#endEntry();
          outside = at;
          afterEntry = true;
        } else if (!this.#inEntry && !ends) {
          this.#outside.keep(chunk, outside, at, this.#line, { start: afterEntry, end: true });
          this.#beginEntry();
        }
      }
      if (this.#inEntry) this.#keepToken(byte);
      this.#step(byte);
    }
    if (!this.#inEntry) this.#outside.keep(chunk, outside, chunk.length, this.#line, { start: afterEntry, end: this.#inEntries && !this.#inString });
  }

  /** What lies outside the entries; throws when the object was not closed. */
  finish(): Outside {
    if (this.#finished) return this.#outside.finish();
    throw new ScanFault('json.syntax', this.#depth === 0 ? 'is empty' : 'is not JSON: it ends too early', this.#line);
  }

  #makeRoom(bytes: number): void {
    if (this.#length > this.#limits.part_bytes_max) throw new ScanFault('file.entry_too_large', 'has an entry that is too large', this.#entryLine);
    const needed = this.#length + bytes + 1;
    if (needed <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }

  #endLine(): void {
    this.#line += 1;
    if (this.#inEntry) this.#lineEnds.push(this.#length);
  }

  /** Goes to the end of the string that is open, or of the chunk. */
  #throughString(chunk: Uint8Array, start: number): number {
    if (this.#keyIsOpen) this.#keepKey(chunk, start);
    const [inEntry, bytes] = [this.#inEntry, this.#bytes];
    let length = this.#length;
    let escaped = this.#escaped;
    let at = start;
    for (; at < chunk.length; at += 1) {
      const byte = chunk[at]!;
      if (inEntry) bytes[length++] = byte;
      if (escaped) escaped = false;
      else if (byte === backslash) {
        escaped = true;
        this.#stringHasEscape = true;
      } else if (byte === quote) {
        this.#inString = false;
        this.#keyIsOpen = false;
        break;
      }
    }
    this.#length = length;
    this.#escaped = escaped;
    return at;
  }

  /** Keeps the first bytes of a key: as many as tell `entry` and `resource` from others. */
  #keepKey(chunk: Uint8Array, start: number): void {
    for (let at = start; at < chunk.length && chunk[at] !== quote && this.#key.length < 10; at += 1) this.#key.push(chunk[at]!);
  }

  /** Keeps a byte of the open entry that is outside its strings. */
  #keepToken(byte: number): void {
    const structural = byte === quote || byte === comma || byte === colon || byte === open || byte === close || byte === openList || byte === closeList;
    if (!structural && this.#literalEnded) this.#bytes[this.#length++] = space;
    this.#literal = !structural;
    this.#literalEnded = false;
    if (this.#depth === 3 && this.#resourceStart >= 0 && this.#resourceEnd < 0 && (byte === comma || byte === close)) this.#resourceEnd = this.#length;
    this.#bytes[this.#length++] = byte;
  }

  #step(byte: number): void {
    switch (byte) {
      case quote:
        this.#inString = true;
        this.#stringHasEscape = false;
        if (this.#expectsKey && (this.#depth === 1 || (this.#depth === 3 && this.#inEntry))) {
          this.#key = [];
          this.#keyIsOpen = true;
          this.#expectsKey = false;
        }
        break;
      case open:
      case openList:
        this.#goIn(byte);
        break;
      case close:
      case closeList:
        this.#depth -= 1;
        if (this.#depth === 1) this.#inEntries = false;
        if (this.#depth <= 0) this.#finished = true;
        break;
      case comma:
        if (this.#depth === 1 || this.#depth === 3) this.#expectsKey = true;
        break;
      case colon:
        this.#members += 1;
        if (this.#stringHasEscape) this.#escapedKey = true;
        if (this.#inEntry && this.#depth === 3 && this.#resourceStart < 0 && isKey(this.#key, resourceKey)) this.#resourceStart = this.#length;
        break;
      default:
        if (this.#depth === 0) throw new ScanFault('json.not_object', 'is not a JSON object', this.#line);
    }
  }

  #goIn(byte: number): void {
    if (this.#depth === 0 && byte === openList) throw new ScanFault('json.not_object', 'is a JSON list, not an object', this.#line);
    this.#depth += 1;
    if (this.#depth > this.#deepest) this.#deepest = this.#depth;
    if (this.#depth === 1 || this.#depth === 3) this.#expectsKey = byte === open;
    if (this.#depth === 2 && byte === openList && isKey(this.#key, entryKey)) this.#inEntries = true;
  }

  #beginEntry(): void {
    this.#inEntry = true;
    this.#length = 0;
    this.#entryLine = this.#line;
    this.#lineEnds = [];
    this.#resourceStart = -1;
    this.#resourceEnd = -1;
    this.#members = 0;
    this.#deepest = 2;
    this.#escapedKey = false;
    this.#literal = false;
    this.#literalEnded = false;
  }

  #endEntry(): void {
    this.#inEntry = false;
    this.#outside.keepZero();
    if (this.#length > this.#limits.part_bytes_max) throw new ScanFault('file.entry_too_large', 'has an entry that is too large', this.#entryLine);
    const [start, end] = [this.#resourceStart, this.#resourceEnd];
    this.#emit({
      place: this.#place,
      line: this.#entryLine,
      bytes: this.#bytes.slice(0, this.#length),
      line_ends: this.#lineEnds,
      resource: end < 0 ? undefined : { start, end },
      members: this.#members,
      depth: this.#deepest - 2,
      escaped_key: this.#escapedKey,
    });
    this.#place += 1;
  }
}

const entryKey = new TextEncoder().encode('entry');
const resourceKey = new TextEncoder().encode('resource');

function isKey(key: readonly number[], name: Uint8Array): boolean {
  return key.length === name.length && name.every((byte, at) => key[at] === byte);
}
