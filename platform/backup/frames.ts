import { createHash } from 'node:crypto';

// A backup is frames, one after the other: a letter, the length of what follows (4 bytes, big-endian), and that. H: JSON, what the backup is. T: JSON, a table
// begins. D: a piece of its rows as COPY writes them. E: JSON, the table ends, with the rows and the SHA-256 of all its pieces. Z: JSON, the backup ends, with the
// SHA-256 of all frames before; of a D the head alone, since its E has the sum of what is in it. What has no Z was cut off.

export type FrameKind = 'H' | 'T' | 'D' | 'E' | 'Z';
export interface Frame {
  kind: FrameKind;
  body: Buffer;
}

/** The backup is damaged, cut off or no backup. */
export class BackupBroken extends Error {}

const magic = Buffer.from('OPENWARD BACKUP 1\n');
const headBytes = 5;
const piece_bytes_max = 64 * 1024 * 1024;

const headOf = ({ kind, body }: Frame): Buffer => {
  const head = Buffer.alloc(headBytes);
  head.write(kind, 0, 'latin1');
  head.writeUInt32BE(body.length, 1);
  return head;
};

export const jsonFrame = (kind: FrameKind, value: unknown): Frame => ({ kind, body: Buffer.from(JSON.stringify(value), 'utf8') });

/** Writes frames as bytes, and ends them with the sum of all. */
export async function* writeFrames(frames: AsyncIterable<Frame>): AsyncGenerator<Buffer> {
  const sum = createHash('sha256');
  yield magic;
  for await (const frame of frames) {
    const head = headOf(frame);
    sum.update(head);
    if (frame.kind !== 'D') sum.update(frame.body);
    yield head;
    yield frame.body;
  }
  const end = jsonFrame('Z', { sha256: sum.digest('hex') });
  yield Buffer.concat([headOf(end), end.body]);
}

/** Reads frames from bytes, whatever pieces these come in. Throws `BackupBroken` where the end, its sum or the form is not right. */
export async function* readFrames(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Frame> {
  const sum = createHash('sha256');
  const queue = new ByteQueue(bytes);
  if (!(await queue.take(magic.length))?.equals(magic)) throw new BackupBroken('This is no backup of OpenWard, or one of a later format.');
  for (;;) {
    const head = await queue.take(headBytes);
    const length = head?.readUInt32BE(1) ?? 0;
    const kind = head?.toString('latin1', 0, 1) as FrameKind;
    const body = head === null || length > piece_bytes_max || !'HTDEZ'.includes(kind) ? null : await queue.take(length);
    if (head === null || body === null) throw new BackupBroken('The backup is damaged, or was cut off.');
    if (kind === 'Z') {
      const { sha256 } = parse<{ sha256: string }>(body);
      if (sha256 !== sum.digest('hex') || (await queue.take(1)) !== null) throw new BackupBroken('The backup is damaged: its sum is another.');
      return;
    }
    sum.update(head);
    if (kind !== 'D') sum.update(body);
    yield { kind, body };
  }
}

export function parse<T>(body: Buffer): T {
  try {
    return JSON.parse(body.toString('utf8')) as T;
  } catch {
    throw new BackupBroken('The backup is damaged.');
  }
}

/** Takes as many bytes as are asked for; null where there are not that many. */
class ByteQueue {
  readonly #source: AsyncIterator<Uint8Array>;
  #pieces: Buffer[] = [];
  #bytes = 0;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  async take(count: number): Promise<Buffer | null> {
    while (this.#bytes < count) {
      const { done, value } = await this.#source.next();
      if (done === true) return null;
      this.#pieces.push(Buffer.from(value.buffer, value.byteOffset, value.byteLength));
      this.#bytes += value.byteLength;
    }
    const whole = this.#pieces.length === 1 ? this.#pieces[0]! : Buffer.concat(this.#pieces);
    this.#bytes -= count;
    this.#pieces = this.#bytes === 0 ? [] : [whole.subarray(count)];
    return whole.subarray(0, count);
  }
}
