import { lookup as lookUp } from 'node:dns';
import { request as plainly, type ClientRequest, type IncomingMessage } from 'node:http';
import { request as overTls, type RequestOptions } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isEver, isOutside } from './addresses.ts';
import { isAllowedInside } from './allowed.ts';

export interface Posted {
  status: number;
  body: string;
}

/** Thrown where nothing was sent for sure. Says neither where to nor with what: addresses may hold secrets. */
export class NotPosted extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** How a body is posted to another server; tests have their own. */
export type Post = (url: string, headers: Record<string, string>, body: string) => Promise<Posted>;

interface Way {
  lookUp: typeof lookUp;
  request: (options: RequestOptions, then: (answer: IncomingMessage) => void) => ClientRequest;
  /** When the other side is known to be the one that was meant, and not before. */
  connected: 'secureConnect' | 'connect';
  allows: (address: string) => boolean;
  /** Where a request may go without TLS; nowhere unless told. */
  plainly?: { request: Way['request']; allows: Way['allows'] };
  /** How long all of it may take. */
  whole_ms?: number;
}

/** No more is read of an answer: adapters need an id. */
const answer_max = 65_536;
const silence_ms = 20_000;

/** Looked up once, for the connection itself, so that a name cannot point elsewhere a moment later. */
export const onlyTo = (allows: Way['allows'], look: typeof lookUp): LookupFunction => (host, options, done) => {
  look(host, { ...options, all: true }, (error, found) => {
    if (error !== null) return done(error, '', 0);
    if (found.length === 0 || found.some(({ address }) => !allows(address))) return done(Object.assign(new Error('points inside'), { code: 'EINSIDE' }), '', 0);
    const [first] = found;
    return options.all === true ? done(null, found) : done(null, first?.address ?? '', first?.family ?? 4);
  });
};

/** Posts to a server. Follows no redirect. What it goes by is another for tests only. */
export function posting(way: Way): Post {
  return (url, headers, body) =>
    new Promise((resolve, reject) => {
      const { hostname, protocol, port, pathname, search } = new URL(url);
      const host = hostname.replaceAll(/[[\]]/g, '').replace(/\.$/, '');
      const tls = protocol === 'https:';
      const { request, allows } = tls ? way : (way.plainly ?? { request: way.request, allows: () => false });
      if (!/^https?:$/.test(protocol) || (!tls && way.plainly === undefined) || (isIP(host) !== 0 && !allows(host))) {
        reject(new NotPosted('inside'));
        return;
      }
      let connected = false;
      const sending = request({
        host, port: port === '' ? (tls ? 443 : 80) : Number(port), path: `${pathname}${search}`, method: 'POST', servername: isIP(host) === 0 ? host : '',
        headers: { ...headers, 'content-length': Buffer.byteLength(body) }, lookup: onlyTo(allows, way.lookUp), timeout: silence_ms, agent: false,
      }, (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (part: string) => {
          text += part;
          if (text.length > answer_max) answer.destroy();
        });
        answer.on('close', () => resolve({ status: answer.statusCode ?? 0, body: text }));
        answer.on('error', reject);
      });
      // A server that gives a little now and then is never silent: the whole has its time as well.
      const late = setTimeout(() => sending.destroy(new Error('timeout')), way.whole_ms ?? 30_000);
      sending.on('close', () => clearTimeout(late));
      sending.on('socket', (socket) => socket.once(tls ? way.connected : 'connect', () => { connected = true; }));
      sending.on('timeout', () => sending.destroy(new Error('timeout')));
      sending.on('error', (error: NodeJS.ErrnoException) => reject(connected ? error : new NotPosted(error.code ?? 'lost')));
      sending.end(body);
    });
}

const way = { lookUp, request: overTls, connected: 'secureConnect' } as const;

/** Posts over HTTPS to where an administrator of the hospital set: into the open internet, and into the networks that the operator opened by OPENWARD_OUTBOUND_ALLOW. */
export const postOutside: Post = posting({ ...way, allows: (address) => isOutside(address) || isAllowedInside(address) });

/** Posts to where the operator of the machine set by its environment: anywhere but to what no setting opens. */
export const postAsSet: Post = posting({ ...way, allows: isEver, plainly: { request: plainly, allows: isEver } });
