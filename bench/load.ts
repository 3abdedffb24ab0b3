// The load, in a process of its own, so that it takes no time from the server's: told by its parent what to do, it answers
// how long each request took.
import pg from 'pg';
import { HttpConnection } from './http-client.ts';

export interface Request {
  method: string;
  path: string;
  body?: string;
}

export type Load =
  | { kind: 'http'; address: string; headers: Record<string, string>; requests: Request[]; concurrency: number; seconds: number }
  | { kind: 'sql'; connection: pg.ClientConfig; text: string; values: unknown[][]; concurrency: number; seconds: number };

export interface LoadResult {
  done: number;
  seconds: number;
  /** How many answers had which status; 200 for a statement. */
  statuses: Record<number, number>;
  /** Milliseconds, sorted. */
  latencies: number[];
}

type Worker = { step: () => Promise<number>; close: () => Promise<void> | void };

async function workers(load: Load): Promise<Worker[]> {
  let next = 0;
  return Promise.all(Array.from({ length: load.concurrency }, async (): Promise<Worker> => {
    if (load.kind === 'http') {
      const connection = await HttpConnection.open(load.address, load.headers);
      const step = async () => {
        const request = load.requests[next++ % load.requests.length];
        if (request === undefined) throw new Error('Nothing to ask');
        return (await connection.send(request.method, request.path, request.body)).status;
      };
      return { step, close: () => connection.close() };
    }
    const client = new pg.Client(load.connection);
    await client.connect();
    const step = async () => {
      await client.query({ name: 'bare', text: load.text, values: load.values[next++ % load.values.length] ?? [] });
      return 200;
    };
    return { step, close: () => client.end() };
  }));
}

/** Every worker asks again as soon as it has been answered, until the time is over. */
async function run(load: Load): Promise<LoadResult> {
  const all = await workers(load);
  const latencies: number[] = [];
  const statuses: Record<number, number> = {};
  const begin = performance.now();
  const end = begin + load.seconds * 1000;
  await Promise.all(all.map(async ({ step }) => {
    for (let at = performance.now(); at < end; ) {
      const status = await step();
      const now = performance.now();
      latencies.push(now - at);
      statuses[status] = (statuses[status] ?? 0) + 1;
      at = now;
    }
  }));
  const seconds = (performance.now() - begin) / 1000;
  for (const { close } of all) await close();
  return { done: latencies.length, seconds, statuses, latencies: latencies.sort((a, b) => a - b).map((each) => Math.round(each * 1000) / 1000) };
}

process.on('message', (load: Load) => {
  run(load).then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
