import { lookup as lookUp } from 'node:dns';
import { request as overTls, type RequestOptions } from 'node:https';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { BlockList, isIP, type LookupFunction } from 'node:net';

const inside = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24],
  ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 3],
] as const) inside.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [['::', 96], ['64:ff9b::', 96], ['100::', 64], ['2001:db8::', 32], ['2002::', 16], ['fc00::', 7], ['fe80::', 10], ['fec0::', 10], ['ff00::', 8]] as const) inside.addSubnet(net, bits, 'ipv6');

/** Whether an address lies in the open internet: none of this machine, of the hospital’s network, or of a cloud’s inside. */
export function isOutside(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  const plain = mapped ?? address;
  const family = isIP(plain);
  if (family === 0 || /^::ffff:/i.test(plain)) return false;
  return !inside.check(plain, family === 4 ? 'ipv4' : 'ipv6');
}

export interface Posted {
  status: number;
  body: string;
}

/** Thrown where nothing was sent for sure. */
export class NotPosted extends Error {}

/** How a body is posted to a server outside; tests have their own. */
export type Post = (url: string, headers: Record<string, string>, body: string) => Promise<Posted>;

interface Way {
  lookUp: typeof lookUp;
  request: (options: RequestOptions, then: (answer: IncomingMessage) => void) => ClientRequest;
  /** When the other side is known to be the one that was meant, and not before. */
  connected: 'secureConnect' | 'connect';
  allows: (address: string) => boolean;
}

/** Looked up for the connection itself, so that a name cannot point elsewhere a moment later. */
const onlyTo = (allows: Way['allows'], look: typeof lookUp): LookupFunction => (host, options, done) => {
  look(host, { ...options, all: true }, (error, found) => {
    if (error !== null) return done(error, '', 0);
    if (found.length === 0 || found.some(({ address }) => !allows(address))) return done(Object.assign(new Error('points inside'), { code: 'EINSIDE' }), '', 0);
    const [first] = found;
    return options.all === true ? done(null, found) : done(null, first?.address ?? '', first?.family ?? 4);
  });
};

/** Posts over HTTPS to a server outside of the hospital. Follows no redirect. What it goes by is another for tests only. */
export function posting({ lookUp: look, request, connected: event, allows }: Way): Post {
  return (url, headers, body) =>
    new Promise((resolve, reject) => {
      const { hostname, protocol, port, pathname, search } = new URL(url);
      const host = hostname.replaceAll(/[[\]]/g, '');
      if (protocol !== 'https:' || (isIP(host) !== 0 && !allows(host))) {
        reject(new NotPosted('inside'));
        return;
      }
      let connected = false;
      const sending = request({
        host, port: port === '' ? 443 : Number(port), path: `${pathname}${search}`, method: 'POST', servername: isIP(host) === 0 ? host : '',
        headers: { ...headers, 'content-length': Buffer.byteLength(body) }, lookup: onlyTo(allows, look), timeout: 20_000, agent: false,
      }, (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (part: string) => {
          text += part;
          if (text.length > 65_536) answer.destroy();
        });
        answer.on('close', () => resolve({ status: answer.statusCode ?? 0, body: text }));
        answer.on('error', reject);
      });
      sending.on('socket', (socket) => socket.once(event, () => { connected = true; }));
      sending.on('timeout', () => sending.destroy(new Error('timeout')));
      sending.on('error', (error) => reject(connected ? error : new NotPosted(error.message)));
      sending.end(body);
    });
}

export const postOutside: Post = posting({ lookUp, request: overTls, connected: 'secureConnect', allows: isOutside });
