import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { ScannerAway, type Scanner } from './scanner.ts';

/** How long clamd may be silent. */
const silence_ms = 30_000;
const answer_max = 4096;
/** No more is handed over in one piece; clamd takes a length before each. */
const piece_max = 262_144;

/** Has ClamAV’s daemon look at content: its command INSTREAM over TCP. Knows nothing of files, and keeps none. */
export function clamd({ host, port, timeout_ms = silence_ms }: { host: string; port: number; timeout_ms?: number }): Scanner {
  return async (parts) => {
    const socket = connect({ host, port });
    socket.setTimeout(timeout_ms, () => socket.destroy(new ScannerAway('silent')));
    const answer = answerOf(socket);
    // It is awaited below; until then its error is no surprise.
    answer.catch(() => {});
    try {
      await send(socket, parts);
      return verdictOf(await answer);
    } finally {
      socket.destroy();
    }
  };
}

/** Sends the content; ends early where clamd has answered already, as it does to what is too large for it. */
async function send(socket: Socket, parts: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void> {
  const hand = async (bytes: Uint8Array | string): Promise<void> => {
    if (socket.destroyed || socket.writableEnded || socket.readableEnded) return;
    if (!socket.write(bytes)) await Promise.race([once(socket, 'drain'), once(socket, 'close')]).catch(() => {});
  };
  await hand('zINSTREAM\0');
  for await (const part of parts) {
    for (let at = 0; at < part.length; at += piece_max) {
      const piece = part.subarray(at, at + piece_max);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(piece.length);
      await hand(length);
      await hand(piece);
    }
  }
  await hand(Buffer.alloc(4));
}

function answerOf(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const end = (error?: Error): void => (text.endsWith('\0') ? resolve(text.slice(0, -1)) : reject(error instanceof ScannerAway ? error : new ScannerAway('lost')));
    socket.setEncoding('utf8');
    socket.on('data', (more: string) => {
      text += more;
      if (text.endsWith('\0') || text.length > answer_max) end();
    });
    socket.on('error', end);
    socket.on('close', () => end());
  });
}

/** What its answer means: `stream: OK`, `stream: NAME FOUND`, `… ERROR`. Anything else is no answer. */
function verdictOf(answer: string): string | null {
  if (answer === 'stream: OK') return null;
  const found = /^stream: (.+) FOUND$/.exec(answer)?.[1];
  if (found === undefined) throw new ScannerAway(answer.startsWith('INSTREAM size limit exceeded') ? 'too_large' : 'no_answer');
  return found.replaceAll(/[^\w.:/()-]/g, '_').slice(0, 100);
}
