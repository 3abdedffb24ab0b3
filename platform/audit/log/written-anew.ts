import { sealedColumns } from './canonical.ts';

/** The columns that are sealed, as they cross the wire: binary, and none of a type that only this database numbers. */
export const sentColumns = sealedColumns.map((name) => (name === 'name' || name === 'outcome' ? `e.${name}::text` : `e.${name}`)).join(', ');

const quote = 0x22;
const backslash = 0x5c;
const space = 0x20;
const comma = 0x2c;
const dash = 0x2d;
const colon = 0x3a;
const hex = Uint8Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));

/** The length of what is null. */
const none = -1;
/** Said in place of where it ends: this event is not for this writer. */
const refused = -1;

const ms_1970_to_2000 = Date.UTC(2000, 0, 1);
const ms_a_day = 86_400_000;
const us_a_day = ms_a_day * 1000;

/** How a column is sent and written. */
type Kind = 'uuid' | 'uuids' | 'time' | 'text' | 'texts' | 'json';
const kinds: Partial<Record<(typeof sealedColumns)[number], Kind>> = { at: 'time', name: 'text', outcome: 'text', actor_name: 'text', actor_roles: 'texts', shown: 'uuids', purpose: 'text', address: 'text', device: 'text', detail: 'json' };
const kindOf: readonly Kind[] = sealedColumns.map((name) => kinds[name] ?? 'uuid');

/**
 * Writes events as `canonical` does, from the bytes that COPY (binary) sends, at a fraction of what it costs PostgreSQL. What it writes is exactly that or nothing: where a text has a
 * character that JSON escapes, a time is centuries away or an array has more than one dimension, `write` says no, and PostgreSQL writes the event. So no other event can pass for one
 * that was sealed. Bytes are copied and never decoded, for the same reason.
 */
export class EventWriter {
  /** Begins with the byte that is hashed before a leaf (RFC 6962). */
  #entry = Buffer.alloc(64 * 1024);
  #end = 0;
  #day = Number.NaN;
  #date = '';
  /** The time of the event that was written last, in ms since 1970. */
  at_ms = Number.NaN;

  /** What is hashed: valid until the next is written. */
  get hashed(): Buffer {
    return this.#entry.subarray(0, this.#end);
  }

  /** Writes the event whose columns these bytes are; false where it is not for this writer. */
  write(bytes: Buffer, begin: number, until: number): boolean {
    // The most that a byte becomes, and what stands between the columns.
    const most = 3 * (until - begin) + 1024;
    if (this.#entry.length < most) this.#entry = Buffer.alloc(2 * most);
    const entry = this.#entry;
    entry[1] = 0x5b;
    entry[2] = 0x31;
    let end = 3;
    let at = begin;
    for (const kind of kindOf) {
      const length = bytes.readInt32BE(at);
      at += 4;
      entry[end] = comma;
      entry[end + 1] = space;
      end += 2;
      if (length === none) {
        end += entry.write('null', end, 'latin1');
        continue;
      }
      end = this.#value(kind, bytes, at, length, end);
      if (end === refused) return false;
      at += length;
    }
    entry[end] = 0x5d;
    this.#end = end + 1;
    return at === until;
  }

  /** Each of these writes from `end` on, and says where it came to. */
  #value(kind: Kind, bytes: Buffer, at: number, length: number, end: number): number {
    switch (kind) {
      case 'uuid': return this.#uuid(bytes, at, length, end);
      case 'text': return this.#text(bytes, at, length, end);
      case 'time': return this.#time(bytes, at, length, end);
      case 'json': return this.#json(bytes, at, length, end);
      default: return this.#array(kind === 'texts', bytes, at, length, end);
    }
  }

  #uuid(bytes: Buffer, at: number, length: number, begin: number): number {
    if (length !== 16) return refused;
    const entry = this.#entry;
    let end = begin;
    entry[end++] = quote;
    for (let each = 0; each < 16; each += 1) {
      const byte = bytes[at + each]!;
      if (each === 4 || each === 6 || each === 8 || each === 10) entry[end++] = dash;
      entry[end++] = hex[byte >> 4]!;
      entry[end++] = hex[byte & 15]!;
    }
    entry[end++] = quote;
    return end;
  }

  #text(bytes: Buffer, at: number, length: number, begin: number): number {
    const entry = this.#entry;
    let end = begin;
    entry[end++] = quote;
    for (let from = at; from < at + length; from += 1) {
      const byte = bytes[from]!;
      if (byte < space || byte === quote || byte === backslash) return refused;
      entry[end++] = byte;
    }
    entry[end++] = quote;
    return end;
  }

  /** jsonb: the number of its form, and its text, which PostgreSQL keeps canonical. */
  #json(bytes: Buffer, at: number, length: number, end: number): number {
    if (length < 2 || bytes[at] !== 1) return refused;
    return end + bytes.copy(this.#entry, end, at + 1, at + length);
  }

  /** Microseconds since 2000, as far as a number is exact: from 1714 to 2285. */
  #time(bytes: Buffer, at: number, length: number, begin: number): number {
    if (length !== 8) return refused;
    const us = bytes.readInt32BE(at) * 2 ** 32 + bytes.readUInt32BE(at + 4);
    if (!Number.isSafeInteger(us)) return refused;
    const day = Math.floor(us / us_a_day);
    if (day !== this.#day) {
      this.#day = day;
      this.#date = `"${new Date(ms_1970_to_2000 + day * ms_a_day).toISOString().slice(0, 11)}`;
    }
    this.at_ms = ms_1970_to_2000 + us / 1000;
    const left = us - day * us_a_day;
    const second = Math.floor(left / 1_000_000);
    let end = begin + this.#entry.write(this.#date, begin, 'latin1');
    end = this.#digits(Math.floor(second / 3600), 2, colon, end);
    end = this.#digits(Math.floor(second / 60) % 60, 2, colon, end);
    end = this.#digits(second % 60, 2, 0x2e, end);
    end = this.#digits(left - second * 1_000_000, 6, 0x5a, end);
    this.#entry[end] = quote;
    return end + 1;
  }

  #digits(number: number, digits: number, after: number, begin: number): number {
    let rest = number;
    for (let place = begin + digits - 1; place >= begin; place -= 1) {
      this.#entry[place] = 0x30 + (rest % 10);
      rest = (rest / 10) | 0;
    }
    this.#entry[begin + digits] = after;
    return begin + digits + 1;
  }

  /** An array of one dimension: how many those are, whether there are nulls, the type, then for each dimension its length and where it begins. */
  #array(isTexts: boolean, bytes: Buffer, at: number, length: number, begin: number): number {
    const dimensions = bytes.readInt32BE(at);
    if (dimensions > 1) return refused;
    const count = dimensions === 0 ? 0 : bytes.readInt32BE(at + 12);
    let from = at + (dimensions === 0 ? 12 : 20);
    let end = begin;
    this.#entry[end++] = 0x5b;
    for (let element = 0; element < count; element += 1) {
      if (element > 0) this.#entry[end++] = comma;
      const element_bytes = bytes.readInt32BE(from);
      from += 4;
      if (element_bytes === none) {
        end += this.#entry.write('null', end, 'latin1');
        continue;
      }
      end = isTexts ? this.#text(bytes, from, element_bytes, end) : this.#uuid(bytes, from, element_bytes, end);
      if (end === refused) return refused;
      from += element_bytes;
    }
    this.#entry[end++] = 0x5d;
    return from === at + length ? end : refused;
  }
}
