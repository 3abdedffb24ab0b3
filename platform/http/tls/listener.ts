import http, { type RequestListener, type Server } from 'node:http';
import https from 'node:https';
import { readCertificate, type Certificate, type TlsFiles } from './certificate.ts';

/** Headers must have come within this time, the whole request within the other: who sends a byte now and then holds no connection. */
const limits = { headersTimeout: 20_000, requestTimeout: 300_000, keepAliveTimeout: 72_000, connectionsCheckingInterval: 1_000 } as const;
/** A certificate that was renewed on the disk is served this soon. */
const look_ms = 10_000;

interface Heard {
  /** A renewed certificate is served now. */
  renewed?: (certificate: Certificate) => void;
  /** What lies there cannot be served with; the one before is kept. */
  refused?: (error: unknown) => void;
}

/**
 * Makes the server that listens: plain HTTP, or TLS 1.2 and 1.3 with a certificate that is read again whenever it changes, without a restart and
 * without ending a connection. Throws BadCertificate where the files cannot be served with at the start.
 */
export function listenerOf(files: TlsFiles | undefined, handler: RequestListener, heard: Heard = {}, every_ms = look_ms): Server {
  if (files === undefined) return http.createServer(limits, handler);
  let served = readCertificate(files, new Date());
  const server = https.createServer({ ...limits, ...secure(served) }, handler);
  const looking = setInterval(() => {
    try {
      const found = readCertificate(files, new Date());
      if (found.cert === served.cert && found.key === served.key) return;
      server.setSecureContext(secure(found));
      served = found;
      heard.renewed?.(found);
    } catch (error) {
      heard.refused?.(error);
    }
  }, every_ms).unref();
  server.on('close', () => clearInterval(looking));
  return server;
}

const secure = ({ cert, key }: Certificate) => ({ cert, key, minVersion: 'TLSv1.2', honorCipherOrder: true }) as const;

/** Leads whoever comes without TLS to the same page with it. What carries data is refused: it has gone over the wire in clear already. */
export function redirectListener(public_url: string): Server {
  return http.createServer(limits, (request, response) => {
    response.setHeader('connection', 'close');
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(403, { 'content-type': 'text/plain' }).end('Use https\n');
      return;
    }
    // Only the path is taken from whoever asks: where it leads is ours.
    const path = request.url?.startsWith('/') === true && !request.url.startsWith('//') ? request.url : '/';
    response.writeHead(308, { location: new URL(path, public_url).href }).end();
  });
}
