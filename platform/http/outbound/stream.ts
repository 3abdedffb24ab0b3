import { lookup as lookUp } from 'node:dns';
import { once } from 'node:events';
import { isIP } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { connect } from 'node:tls';
import { isEver } from './addresses.ts';
import { onlyTo } from './post.ts';

export interface StreamWay {
  host: string;
  port: number;
  /** Our certificate and its key, as PEM. */
  cert: string;
  key: string;
  /** Who vouches for the other side, as PEM; the authorities of the machine where it is left out. */
  ca?: string | undefined;
  /** How long all of it may take. */
  whole_ms?: number;
  /** How long the other side has to close or refuse after the last byte, before we close. */
  quiet_ms?: number;
}

const lost = (code: string): Error => Object.assign(new Error('the other side did not take it'), { code });

/**
 * Sends over TLS, both sides known by their certificates, and closes; to where the operator of the machine set by its environment. Done when the other
 * side has closed after us: it has read all there was. Where it closes before us, or resets, it may have read anything, and this throws.
 */
export async function streamAsSet({ host, port, cert, key, ca, whole_ms = 30_000, quiet_ms = 500 }: StreamWay, chunks: readonly Buffer[]): Promise<void> {
  if (isIP(host) !== 0 && !isEver(host)) throw lost('INSIDE');
  const socket = connect({ host, port, cert, key, ...(ca !== undefined && { ca }), minVersion: 'TLSv1.2', servername: isIP(host) === 0 ? host : '', lookup: onlyTo(isEver, lookUp) });
  const gone = new AbortController();
  let fault: Error | null = null;
  let closing = false;
  const closed = new Promise<void>((resolve) => { socket.once('close', () => { gone.abort(); resolve(); }); });
  const late = setTimeout(() => socket.destroy(lost('TIMEOUT')), whole_ms);
  socket.on('error', (error) => { fault ??= error; });
  socket.on('end', () => { if (!closing) socket.destroy(lost('CLOSED_EARLY')); });
  socket.resume();
  try {
    await once(socket, 'secureConnect', { signal: gone.signal });
    for (const chunk of chunks) if (!socket.write(chunk)) await once(socket, 'drain', { signal: gone.signal });
    await new Promise<void>((resolve, reject) => { socket.write('', (error) => (error ? reject(error) : resolve())); });
    // What it has not read when it dies comes back as a reset, before we close; then its closing says that it has read everything.
    await wait(quiet_ms, undefined, { signal: gone.signal });
    closing = true;
    socket.end();
    await closed;
  } catch (error) {
    fault ??= error as Error;
    socket.destroy();
    await closed;
  } finally {
    clearTimeout(late);
  }
  if (fault !== null) throw (fault as Error).name === 'AbortError' ? lost('CLOSED_EARLY') : fault;
}
