import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import Fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { openSession, openToken } from '@openward/platform/auth';
import type { Config } from '@openward/platform/config';
import type { Database } from '@openward/platform/db';
import { answerErrors, mountRoutes, Problem, sendProblem } from '@openward/platform/http';
import { routes } from './departments.ts';
import { keepHouse } from './housekeeping.ts';
import { mountLive } from './live.ts';
import { mountOpenApi } from './openapi.ts';
import { securityHeaders } from './security-headers.ts';

export interface ServerServices {
  database: Database;
  config: Config;
  log: Logger;
}

const webFolder = fileURLToPath(new URL('./dist', import.meta.url));

/** Puts the departments together behind one HTTP server; does not listen yet. */
export async function buildServer({ database, config, log }: ServerServices): Promise<FastifyInstance> {
  const fastify = Fastify({
    loggerInstance: log as FastifyBaseLogger,
    disableRequestLogging: true,
    genReqId: () => randomUUID(),
    exposeHeadRoutes: false,
    bodyLimit: 262_144,
    trustProxy: config.proxy_trusted,
    forceCloseConnections: true,
  });
  fastify.removeContentTypeParser('text/plain');
  answerErrors(fastify);
  securityHeaders(fastify);
  const authenticator = {
    bySession: openSession.bind(null, database),
    byToken: openToken.bind(null, database),
  };
  mountRoutes(fastify, { database, authenticator }, routes);
  mountLive(fastify, { database, authenticator });
  mountOpenApi(fastify);
  await mountWeb(fastify);
  fastify.addHook('onClose', await keepHouse(database, log));
  return fastify;
}

/** The built web app; any path that is no file and not under /api or /fhir opens it, so that a link can be shared. */
async function mountWeb(fastify: FastifyInstance): Promise<void> {
  await fastify.register(fastifyStatic, {
    root: webFolder,
    wildcard: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const named_by_content = path.includes('/assets/');
      reply.header('cache-control', named_by_content ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  fastify.setNotFoundHandler((request, reply) => {
    const page = request.method === 'GET' && !/^\/(api|fhir)(\/|$)/.test(request.url) && !/\.\w+$/.test(request.url.split('?')[0] ?? '');
    if (page) return reply.header('cache-control', 'no-cache').sendFile('index.html');
    return sendProblem(reply, new Problem(404, 'unknown_address', 'There is nothing at this address'));
  });
}
