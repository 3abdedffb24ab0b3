import { createServer, type AddressInfo, type Socket } from 'node:net';

/** What clamd finds by the first signature that everybody tries; the text itself is put together, so that no scanner stops at this file. */
export const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

/** As clamd does it over TCP (docs.clamav.net, “Scanning”): one command ended by NUL, pieces with their length, a piece of no length, one answer ended by NUL. */
export interface FakeClamd {
  port: number;
  /** How many bytes of content it was given in all. */
  taken: number;
  /** `silent` takes everything and says nothing; `garbled` answers what is no answer. */
  mood: 'well' | 'silent' | 'garbled' | 'cut off';
  close(): Promise<void>;
}

export async function openClamd({ stream_max = 26_214_400 } = {}): Promise<FakeClamd> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => {});
    let waiting = Buffer.alloc(0);
    let begun = false;
    const content: Buffer[] = [];
    let length = 0;
    const say = (text: string) => { socket.end(`${text}\0`); };
    socket.on('data', (more) => {
      waiting = Buffer.concat([waiting, more]);
      if (fake.mood === 'cut off') return void socket.destroy();
      if (!begun) {
        const at = waiting.indexOf(0);
        if (at < 0) return;
        if (waiting.subarray(0, at).toString() !== 'zINSTREAM') return say('UNKNOWN COMMAND');
        begun = true;
        waiting = waiting.subarray(at + 1);
      }
      while (waiting.length >= 4) {
        const size = waiting.readUInt32BE(0);
        if (length + size > stream_max) return say('INSTREAM size limit exceeded. ERROR');
        if (waiting.length < 4 + size) return;
        content.push(waiting.subarray(4, 4 + size));
        length += size;
        fake.taken += size;
        waiting = waiting.subarray(4 + size);
        if (size > 0) continue;
        if (fake.mood === 'silent') return;
        if (fake.mood === 'garbled') return say('stream: whatever');
        return say(Buffer.concat(content).includes(eicar) ? 'stream: Eicar-Test-Signature FOUND' : 'stream: OK');
      }
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const fake: FakeClamd = {
    port: (server.address() as AddressInfo).port, taken: 0, mood: 'well',
    close: () => new Promise((resolve) => { for (const socket of sockets) socket.destroy(); server.close(() => resolve()); }),
  };
  return fake;
}
