import type { FastifyInstance, FastifyRequest } from 'fastify';
import { decide } from '@openward/platform/auth';
import { authenticate, permissionToFollow, type Services } from '@openward/platform/http';
import type { News } from './live-news.ts';
import { holdStream } from './live-stream.ts';

// No person does this: an open page alone must not keep a session from locking.
const quiet = true;
const subject = /^[a-z-]{1,40}(\/[A-Za-z0-9-]{1,64})?$/;
const most = 40;

/**
 * GET /api/live/topics?of=schedule/2026-11-23: server-sent events that say that something of a topic has changed, to somebody who
 * may read it. Several subjects stand beside each other, with commas. The screen asks what is new, and that is audited.
 */
export function mountLiveTopics(fastify: FastifyInstance, { authenticator }: Services, news: News): void {
  async function may(request: FastifyRequest, subjects: readonly string[]): Promise<boolean> {
    const { actor } = await authenticate(authenticator, request, quiet);
    if (actor === null || actor.kind === 'patient') return false;
    return subjects.every((each) => {
      const permission = permissionToFollow(each);
      return permission !== undefined && decide(actor, permission).allow;
    });
  }

  fastify.get('/api/live/topics', async (request, reply) => {
    const subjects = new URL(request.url, 'http://host').searchParams.getAll('of').flatMap((of) => of.split(','));
    const known = subjects.length > 0 && subjects.length <= most && subjects.every((each) => subject.test(each));
    if (!known || !(await may(request, subjects))) return reply.code(204).send();
    holdStream(reply, news, subjects, () => may(request, subjects));
  });
}
