import { type CopyToStreamQuery, to as copyTo } from 'pg-copy-streams';

/** What follows in a message of the protocol: rows of COPY, or something that may come between them and is left out. */
const rows = 0x64;
const between = new Set([0x48, 0x53, 0x4e, 0x41]);
const head_bytes = 5;

interface Parsing {
  _parse?: (chunk: Buffer) => boolean | undefined;
}

/**
 * COPY … TO STDOUT as a stream of bytes. The library takes each row for itself; here the rows of a chunk are moved together where they lie, which takes half the time. Whatever
 * ends the rows, a fault too, is left to the library.
 */
export function copyOut(statement: string): CopyToStreamQuery {
  const query = copyTo(statement);
  const parsing = query as unknown as Parsing;
  const parseRest = parsing._parse?.bind(query);
  if (parseRest === undefined) return query;
  let rest: Buffer | null = null;
  let left = 0;
  let isRows = false;
  parsing._parse = (received) => {
    const chunk: Buffer = rest === null ? received : Buffer.concat([rest, received]);
    rest = null;
    let at = 0;
    let kept = 0;
    while (at < chunk.length) {
      if (left > 0) {
        const bytes = Math.min(left, chunk.length - at);
        if (isRows) {
          chunk.copyWithin(kept, at, at + bytes);
          kept += bytes;
        }
        at += bytes;
        left -= bytes;
        continue;
      }
      if (chunk.length - at < head_bytes) {
        rest = Buffer.from(chunk.subarray(at));
        break;
      }
      const code = chunk[at]!;
      if (code !== rows && !between.has(code)) {
        if (kept > 0) query.push(chunk.subarray(0, kept));
        return parseRest(Buffer.from(chunk.subarray(at)));
      }
      isRows = code === rows;
      left = chunk.readUInt32BE(at + 1) - 4;
      at += head_bytes;
    }
    return kept === 0 || query.push(chunk.subarray(0, kept));
  };
  return query;
}
