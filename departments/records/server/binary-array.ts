// PostgreSQL's binary form of one-dimensional arrays: a thousand rows of a column in one parameter, with no quoting.
// https://www.postgresql.org/docs/18/protocol-message-formats.html, src/backend/utils/adt/arrayfuncs.c (array_recv)

const oids = { text: 25, int4: 23, uuid: 2950, bytea: 17, timestamptz: 1184, bool: 16 } as const;

/** Milliseconds from 1970 to 2000, where PostgreSQL counts from. */
const epoch_ms = 946_684_800_000;

function array(oid: number, count: number, hasNull: boolean, length: number): Buffer {
  const buffer = Buffer.allocUnsafe(20 + length);
  buffer.writeInt32BE(1, 0);
  buffer.writeInt32BE(hasNull ? 1 : 0, 4);
  buffer.writeInt32BE(oid, 8);
  buffer.writeInt32BE(count, 12);
  buffer.writeInt32BE(1, 16);
  return buffer;
}

/** An array of texts. */
export function textArray(values: readonly (string | null | undefined)[]): Buffer {
  const lengths = values.map((value) => (value == null ? -1 : Buffer.byteLength(value)));
  const buffer = array(oids.text, values.length, true, lengths.reduce((sum, length) => sum + 4 + Math.max(length, 0), 0));
  let at = 20;
  for (const [index, length] of lengths.entries()) {
    at = buffer.writeInt32BE(length, at);
    if (length > 0) at += buffer.write(values[index]!, at, 'utf8');
  }
  return buffer;
}

function fixed<T>(oid: number, size: number, values: readonly (T | null | undefined)[], write: (buffer: Buffer, value: T, at: number) => void): Buffer {
  const buffer = array(oid, values.length, true, values.reduce((sum: number, value) => sum + (value == null ? 4 : 4 + size), 0));
  let at = 20;
  for (const value of values) {
    at = buffer.writeInt32BE(value == null ? -1 : size, at);
    if (value == null) continue;
    write(buffer, value, at);
    at += size;
  }
  return buffer;
}

export function intArray(values: readonly (number | null | undefined)[]): Buffer {
  return fixed(oids.int4, 4, values, (buffer, value, at) => void buffer.writeInt32BE(value, at));
}

export function booleanArray(values: readonly boolean[]): Buffer {
  return fixed(oids.bool, 1, values, (buffer, value, at) => void buffer.writeInt8(value ? 1 : 0, at));
}

export function uuidArray(values: readonly (string | null | undefined)[]): Buffer {
  return fixed(oids.uuid, 16, values, (buffer, value, at) => {
    if (buffer.write(value.replaceAll('-', ''), at, 16, 'hex') !== 16) throw new TypeError('not a uuid');
  });
}

/** An array of byte strings that all have 32 bytes, such as digests. */
export function digestArray(values: readonly Buffer[]): Buffer {
  return fixed(oids.bytea, 32, values, (buffer, value, at) => void value.copy(buffer, at));
}

/** An array of moments, given in milliseconds since 1970; Infinity is PostgreSQL's `infinity`. */
export function momentArray(values: readonly (number | null | undefined)[]): Buffer {
  return fixed(oids.timestamptz, 8, values, (buffer, value, at) => {
    const microseconds = value === Infinity ? 0x7fff_ffff_ffff_ffffn : BigInt(value - epoch_ms) * 1000n;
    buffer.writeBigInt64BE(microseconds, at);
  });
}
