import type { FastifyInstance, FastifyRequest } from 'fastify';
import { decide } from '@openward/platform/auth';
import { authenticate, settingsOf, type Services } from '@openward/platform/http';
import { records } from '@openward/records/api';
import type { News } from './live-news.ts';
import { holdStream } from './live-stream.ts';

// No person does this: an open page alone must not keep a session from locking.
const quiet = true;

/**
 * GET /api/live/charts/{patient_id}: server-sent events that say that a chart has changed, to somebody who may read it.
 * They carry nothing of the chart: the screen asks what is new, and that is audited. At each beat it is decided again.
 */
export function mountLiveChart(fastify: FastifyInstance, { authenticator, database }: Services, news: News): void {
  /** The records that are read as this chart; null for somebody who may not. */
  async function chartOf(request: FastifyRequest, patient_id: string): Promise<string[] | null> {
    const { actor } = await authenticate(authenticator, request, quiet);
    if (actor === null || actor.state !== 'active') return null;
    const [label, ids] = await database.transaction(settingsOf(actor), (tx) => Promise.all([records.labelOf(tx, patient_id), records.aliasSet(tx, patient_id)]));
    return label !== undefined && decide(actor, 'records.read', { patient_id, ...label }).allow ? ids : null;
  }

  fastify.get<{ Params: { patient_id: string } }>('/api/live/charts/:patient_id', async (request, reply) => {
    const { patient_id } = request.params;
    const ids = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(patient_id) ? await chartOf(request, patient_id) : null;
    if (ids === null) return reply.code(204).send();
    holdStream(reply, news, ids, async () => (await chartOf(request, patient_id)) !== null);
  });
}
