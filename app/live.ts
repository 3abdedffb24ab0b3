import type { FastifyInstance } from 'fastify';
import { authenticate, type Services } from '@openward/platform/http';

const beat_ms = 15_000;
// No person does this: an open page alone must not keep a session from locking.
const quiet = true;

/**
 * GET /api/live: server-sent events that tell a screen that it is connected, and later what has changed.
 * It carries no personal data. At each beat the session is looked up again, so that one that ended is told so.
 */
export function mountLive(fastify: FastifyInstance, { authenticator }: Services): void {
  fastify.get('/api/live', async (request, reply) => {
    const who = await authenticate(authenticator, request, quiet);
    if (who.actor === null) return reply.code(204).send();
    reply.hijack();
    const stream = reply.raw;
    stream.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    stream.write(`retry: 2000\nevent: live\ndata: {}\n\n`);
    const beat = setInterval(() => {
      authenticate(authenticator, request, quiet).then(
        ({ actor }) => stream.write(`event: ${actor === null ? 'ended' : actor.state === 'active' ? 'live' : actor.state}\ndata: {}\n\n`),
        () => stream.end(),
      );
    }, beat_ms);
    stream.on('close', () => clearInterval(beat));
  });
}
