import { hash } from 'node:crypto';
import pg from 'pg';
import { copyOut } from '../../db/copy-out.ts';
import { hashBytes } from './merkle.ts';
import { EventWriter, sentColumns } from './written-anew.ts';

export const tile_leaves = 256;

export interface Tile {
  first: number;
  count: number;
  hashes: Buffer;
  /** Each leaf has its event, which is what was sealed. What is not said to be right may yet be: PostgreSQL is asked then. */
  right: boolean;
  /** The time of its oldest event, in ms since 1970. */
  oldest_ms: number;
}

/** COPY (binary): how it begins, and the count of columns that ends it. */
const signature = Buffer.from('PGCOPY\n\u{ff}\r\n\0', 'latin1');
const head_bytes = signature.length + 8;
const the_end = -1;

/** Leaves by the 256, each with what its event hashes to; a tile without a leaf is one too. PostgreSQL sends them in any order, which spares it a sort of all their events. */
export async function readTiles(client: pg.Client, from: number, until: number): Promise<Tile[]> {
  const { rows: [span] } = await client.query<{ first: string | null; last: string | null }>(`select min(event_at)::text as first, max(event_at)::text as last from audit.leaf where index >= $1 and index < $2`, [from, until]);
  const gathering = new Gathering(from, until);
  if (span?.first != null && span.last != null) {
    const text = `copy (select l.index, l.hash, ${sentColumns} from audit.leaf l
      left join audit.event e on e.at = l.event_at and e.id = l.event_id and e.at between ${pg.escapeLiteral(span.first)}::timestamptz and ${pg.escapeLiteral(span.last)}::timestamptz
      where l.index >= ${from} and l.index < ${until}) to stdout (format binary)`;
    for await (const chunk of client.query(copyOut(text)) as AsyncIterable<Buffer>) gathering.take(chunk);
  }
  return gathering.tiles;
}

/** Puts the rows where they belong, whatever pieces these come in. */
class Gathering {
  readonly tiles: Tile[] = [];
  readonly #from: number;
  readonly #writer = new EventWriter();
  #rest: Buffer | null = null;
  #begun = false;

  constructor(from: number, until: number) {
    this.#from = from;
    for (let first = from; first < until; first += tile_leaves) this.tiles.push({ first, count: 0, hashes: Buffer.alloc(Math.min(tile_leaves, until - first) * hashBytes), right: true, oldest_ms: Infinity });
  }

  take(chunk: Buffer): void {
    const bytes = this.#rest === null ? chunk : Buffer.concat([this.#rest, chunk]);
    let at = 0;
    if (!this.#begun && bytes.length >= head_bytes) {
      if (!bytes.subarray(0, signature.length).equals(signature)) throw new Error('PostgreSQL did not send what COPY (binary) sends.');
      at = head_bytes;
      this.#begun = true;
    }
    for (let end = this.#begun ? endOfRow(bytes, at) : null; end !== null; end = endOfRow(bytes, at)) {
      this.#leaf(bytes, at + 2, end);
      at = end;
    }
    this.#rest = at === bytes.length ? null : Buffer.from(bytes.subarray(at));
  }

  /** Two columns of the leaf, its index and its hash, and then those of the event: without an event all null, its id too, which is first. */
  #leaf(bytes: Buffer, at: number, end: number): void {
    const index = bytes.readInt32BE(at + 4) * 2 ** 32 + bytes.readUInt32BE(at + 8);
    const hash_at = at + 16;
    const event_at = hash_at + hashBytes;
    const tile = this.tiles[Math.floor((index - this.#from) / tile_leaves)];
    // One with another length is none: it is looked at closely.
    if (tile === undefined || bytes.readInt32BE(at + 12) !== hashBytes) return;
    bytes.copy(tile.hashes, (index - tile.first) * hashBytes, hash_at, event_at);
    tile.count += 1;
    const isWritten = bytes.readInt32BE(event_at) > 0 && this.#writer.write(bytes, event_at, end);
    // As a binary string, since a digest as a Buffer costs more than the hashing.
    if (!isWritten || hash('sha256', this.#writer.hashed, 'binary') !== bytes.toString('latin1', hash_at, event_at)) tile.right = false;
    else if (this.#writer.at_ms < tile.oldest_ms) tile.oldest_ms = this.#writer.at_ms;
  }
}

/** Where the row that begins here ends; null where its end has not come yet, or no more rows come. */
function endOfRow(bytes: Buffer, from: number): number | null {
  if (bytes.length - from < 2) return null;
  const columns = bytes.readInt16BE(from);
  if (columns === the_end) return null;
  let at = from + 2;
  for (let column = 0; column < columns; column += 1) {
    if (bytes.length - at < 4) return null;
    at += 4 + Math.max(0, bytes.readInt32BE(at));
  }
  return at <= bytes.length ? at : null;
}
