import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { authenticatorOf } from '@openward/platform/auth';
import type { Config } from '@openward/platform/config';
import type { Database } from '@openward/platform/db';
import { createHttpServer, Problem, sendProblem } from '@openward/platform/http';
import { runJobs } from '@openward/platform/jobs';
import { startedAt } from '@openward/messages/api';
import { openAuditLog } from './audit-log.ts';
import { routes } from './departments.ts';
import { keepHouse } from './housekeeping.ts';
import { mountLive } from './live.ts';
import { mountLiveChart } from './live-chart.ts';
import { newsOf } from './live-news.ts';
import { mountLiveTopics } from './live-topic.ts';
import { mountOpenApi } from './openapi.ts';

export interface ServerServices {
  database: Database;
  config: Config;
  log: Logger;
}

const webFolder = fileURLToPath(new URL('./dist', import.meta.url));

/** Puts the departments together behind one HTTP server; does not listen yet. */
export async function buildServer({ database, config, log }: ServerServices): Promise<FastifyInstance> {
  const services = { database, authenticator: authenticatorOf(database) };
  startedAt(config.public_url);
  const fastify = createHttpServer(services, routes, { log: log as FastifyBaseLogger, proxy_trusted: config.proxy_trusted, tls: config.tls });
  mountLive(fastify, services);
  const news = newsOf(database);
  fastify.addHook('onClose', () => news.close());
  mountLiveChart(fastify, services, news);
  mountLiveTopics(fastify, services, news);
  mountOpenApi(fastify);
  await mountWeb(fastify);
  await keepHouse(database);
  openAuditLog(config);
  fastify.addHook('onClose', runJobs(database, log));
  return fastify;
}

/** The built web app; any path that is no file and not under /api or /fhir opens it, so that a link can be shared. */
async function mountWeb(fastify: FastifyInstance): Promise<void> {
  await fastify.register(fastifyStatic, {
    root: webFolder,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const named_by_content = path.includes('/assets/');
      reply.header('cache-control', named_by_content ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  fastify.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    const page = request.method === 'GET' && !/^\/(api|fhir)(\/|$)/.test(path) && !/\.\w+$/.test(path);
    if (page) return reply.header('cache-control', 'no-cache').sendFile('index.html');
    return sendProblem(reply, new Problem(404, 'unknown_address', 'There is nothing at this address'));
  });
}
