import { chmodSync, copyFileSync, mkdtempSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import tls from 'node:tls';

const fixture = (name: string): string => path.join(import.meta.dirname, '../../http/tls/fixtures', name);

/** Our certificate, its key that nobody else reads, and who vouches for the receiver. */
export function filesOf(own: 'one' | 'two', authority: 'one' | 'two'): { certificate: string; key: string; authority: string } {
  const key = path.join(mkdtempSync(path.join(tmpdir(), 'openward-syslog-')), 'own.key');
  copyFileSync(fixture(`${own}.key.pem`), key);
  chmodSync(key, 0o600);
  return { certificate: fixture(`${own}.pem`), key, authority: fixture(`${authority}.pem`) };
}

/** A syslog receiver as RFC 5425 has it, with certificates on both sides. Takes messages apart by their octets, and keeps each as it came. */
export class Receiver {
  readonly messages: string[] = [];
  /** What was wrong with what came; such as a message that ended in the middle. */
  readonly faults: string[] = [];
  /** Dies in the moment in which it has so many. */
  dies_at = Infinity;
  connections = 0;
  #server: tls.Server | undefined;
  readonly #open = new Set<tls.TLSSocket>();
  #port = 0;

  async listen(trusts: 'one' | 'two' = 'two'): Promise<number> {
    this.#server = tls.createServer({ cert: readFileSync(fixture('one.pem')), key: readFileSync(fixture('one.key.pem')), ca: readFileSync(fixture(`${trusts}.pem`)), requestCert: true, rejectUnauthorized: true }, (socket) => this.#take(socket));
    this.#server.on('tlsClientError', () => undefined);
    await new Promise<void>((resolve) => { this.#server!.listen(this.#port, '127.0.0.1', resolve); });
    this.#port = (this.#server.address() as AddressInfo).port;
    return this.#port;
  }

  /** As when its process is killed: nothing more is read, and nobody is told. */
  async die(): Promise<void> {
    const closed = new Promise((resolve) => { this.#server?.close(resolve); });
    for (const socket of this.#open) socket.destroy();
    await closed;
  }

  #take(socket: tls.TLSSocket): void {
    this.connections += 1;
    this.#open.add(socket);
    let rest = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('close', () => this.#open.delete(socket));
    socket.on('end', () => { if (rest.length > 0) this.faults.push('a message ended in the middle'); });
    socket.on('data', (more: Buffer) => {
      rest = Buffer.concat([rest, more]);
      for (;;) {
        const [head = '', count] = /^([1-9]\d{0,5}) /.exec(rest.subarray(0, 8).toString('latin1')) ?? [];
        if (count === undefined) {
          if (rest.length >= 8) this.faults.push(`no octet count: ${rest.subarray(0, 20).toString()}`);
          return;
        }
        if (rest.length < head.length + Number(count)) return;
        if (this.messages.length >= this.dies_at) {
          this.dies_at = Infinity;
          void this.die();
          return;
        }
        this.messages.push(rest.subarray(head.length, head.length + Number(count)).toString());
        rest = rest.subarray(head.length + Number(count));
      }
    });
  }
}

/** An element of an XML document. */
export interface Element {
  name: string;
  attributes: Record<string, string>;
  children: Element[];
  text: string;
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' };
const plain = (text: string): string => text.replace(/&(\w+);/g, (all, name: string) => entities[name] ?? all);

/** Reads the XML that an audit message is; throws where it is not well-formed. */
export function readXml(text: string): Element {
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  let at = 0;
  const part = /<(\/?)([A-Za-z]+)((?: [\w-]+="[^"<]*")*)(\/?)>|([^<]+)/y;
  while (at < text.length) {
    part.lastIndex = at;
    const found = part.exec(text);
    if (found === null) throw new Error(`no XML at ${at}: ${text.slice(at, at + 40)}`);
    at = part.lastIndex;
    const [, close, name = '', attributes = '', empty, between] = found;
    const parent = open.at(-1)!;
    if (between !== undefined) parent.text += plain(between);
    else if (close === '/') {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes nothing`);
    } else {
      const element: Element = { name, attributes: Object.fromEntries([...attributes.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key, value]) => [key!, plain(value!)])), children: [], text: '' };
      parent.children.push(element);
      if (empty !== '/') open.push(element);
    }
  }
  if (open.length !== 1 || root.children.length !== 1) throw new Error('not one element');
  return root.children[0]!;
}
