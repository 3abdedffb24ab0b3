import { lookup } from 'node:dns';
import { request as plainly } from 'node:http';
import { request as overTls } from 'node:https';
import { isIP } from 'node:net';
import { isEver } from './addresses.ts';
import { NotPosted, onlyTo } from './post.ts';

export interface Asked {
  method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  headers: Record<string, string>;
  body?: Buffer;
  signal?: AbortSignal;
}

/** What came back; the body is read as it comes, and must be read to its end or destroyed. */
export interface Answered {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: AsyncIterable<Buffer>;
}

const silence_ms = 60_000;

/** Asks a server that the operator of the machine set by its environment, as `postAsSet` does: anywhere but what no setting opens, no redirect followed. For what is large. */
export function askAsSet(url: string, { method, headers, body = Buffer.alloc(0), signal }: Asked): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const { hostname, protocol, port, pathname, search } = new URL(url);
    const host = hostname.replaceAll(/[[\]]/g, '').replace(/\.$/, '');
    const tls = protocol === 'https:';
    if (!/^https?:$/.test(protocol) || (isIP(host) !== 0 && !isEver(host))) {
      reject(new NotPosted('inside'));
      return;
    }
    const asking = (tls ? overTls : plainly)({
      host, port: port === '' ? (tls ? 443 : 80) : Number(port), path: `${pathname}${search}`, method, servername: isIP(host) === 0 ? host : '',
      headers: { ...headers, 'content-length': body.length }, lookup: onlyTo(isEver, lookup), timeout: silence_ms, agent: false, ...(signal && { signal }),
    }, (answer) => {
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: answer });
    });
    asking.on('timeout', () => asking.destroy(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })));
    asking.on('error', reject);
    asking.end(body);
  });
}
