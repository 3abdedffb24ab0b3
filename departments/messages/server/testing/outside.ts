import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { lookup } from 'node:dns';
import { posting, type Post } from '@openward/platform/http/outbound';

export interface Taken {
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
}

/** A server outside, on this machine and without TLS, that counts what it took; for tests. */
export interface OutsideServer {
  taken: Taken[];
  /** Posts to it as `https://outside.test/…`. */
  post: Post;
  answer: (request: Taken, response: ServerResponse) => void;
  close(): Promise<void>;
}

export async function openOutside(): Promise<OutsideServer> {
  const taken: Taken[] = [];
  const server = createServer((incoming, response) => {
    let body = '';
    incoming.on('data', (part: Buffer) => { body += part.toString(); });
    incoming.on('end', () => {
      const one = { path: incoming.url ?? '', headers: incoming.headers, body };
      taken.push(one);
      outside.answer(one, response);
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  const here = ((_host: string, _options: object, done: (error: null, found: { address: string; family: number }[]) => void) => done(null, [{ address: '127.0.0.1', family: 4 }])) as unknown as typeof lookup;
  const outside: OutsideServer = {
    taken,
    post: posting({ lookUp: here, request: (options, then) => request({ ...options, port }, then), connected: 'connect', allows: () => true }),
    answer: (_request, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"id": "p-1", "sid": "SM1"}'),
    close: () => new Promise((resolve) => { server.closeAllConnections(); server.close(() => resolve()); }),
  };
  return outside;
}
