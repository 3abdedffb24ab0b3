import { createHash, randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** No script and no style but our own: styles of our files, and of a page those that its answer names by a nonce or by their hash. */
const contentSecurityPolicy = (styles: string): string => [
  "default-src 'self'",
  "script-src 'self'",
  `style-src 'self'${styles}`,
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');
const plain = contentSecurityPolicy('');

export function securityHeaders(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.header('content-security-policy', plain);
    reply.header('x-content-type-options', 'nosniff');
    reply.header('referrer-policy', 'no-referrer');
    reply.header('cross-origin-opener-policy', 'same-origin');
    reply.header('cross-origin-resource-policy', 'same-origin');
    reply.header('permissions-policy', 'geolocation=(), microphone=(), publickey-credentials-get=(self)');
    if (request.protocol === 'https') reply.header('strict-transport-security', 'max-age=31536000');
    done();
  });
  // Papers and pages of links carry their styles: these are named by their hash, so that nothing put into the page could style it.
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    const page = typeof payload === 'string' ? payload : Buffer.isBuffer(payload) ? payload.toString('utf8') : null;
    if (page !== null && isHtml(reply) && reply.getHeader('content-security-policy') === plain) {
      const styles = [...page.matchAll(/<style>(.*?)<\/style>/gs)].map(([, text]) => ` 'sha256-${createHash('sha256').update(text!).digest('base64')}'`);
      if (styles.length > 0) reply.header('content-security-policy', contentSecurityPolicy(styles.join('')));
    }
    done(null, payload);
  });
}

const isHtml = (reply: FastifyReply): boolean => String(reply.getHeader('content-type') ?? '').startsWith('text/html');

/** What the built page has where a nonce belongs; see `html.cspNonce` of Vite. */
const noncePlaceholder = 'openward-style-nonce';

/** Sends the page of the screens with a nonce of its own, for the styles that its components write at run time. */
export function sendPage(reply: FastifyReply, built: string): FastifyReply {
  const nonce = randomBytes(16).toString('base64');
  return reply
    .header('content-security-policy', contentSecurityPolicy(` 'nonce-${nonce}'`))
    .header('cache-control', 'no-cache')
    .type('text/html; charset=utf-8')
    .send(built.replaceAll(noncePlaceholder, nonce));
}
