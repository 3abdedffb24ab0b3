import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { authenticatorOf } from '@openward/platform/auth';
import type { Config } from '@openward/platform/config';
import type { Database } from '@openward/platform/db';
import { createHttpServer, Problem, sendPage, sendProblem } from '@openward/platform/http';
import { allowInside } from '@openward/platform/http/outbound';
import { runJobs } from '@openward/platform/jobs';
import { clamd, scanWith } from '@openward/platform/scanner';
import { startedAt } from '@openward/messages/api';
import { tellAssetsOf } from './assets.ts';
import { openAuditLog } from './audit-log.ts';
import { routes } from './departments.ts';
import { keepHouse } from './housekeeping.ts';
import './keys.ts';
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
const pagePath = '/index.html';

/** Puts the departments together behind one HTTP server; does not listen yet. */
export async function buildServer({ database, config, log }: ServerServices): Promise<FastifyInstance> {
  const services = { database, authenticator: authenticatorOf(database) };
  startedAt(config.public_url);
  allowInside(config.outbound_allow);
  scanWith(config.scanner === undefined ? null : clamd(config.scanner), { is_required: config.scanner_required });
  const fastify = createHttpServer(services, routes, { log: log as FastifyBaseLogger, proxy_trusted: config.proxy_trusted, tls: config.tls, limits: config.limits });
  mountLive(fastify, services);
  const news = newsOf(database);
  fastify.addHook('onClose', () => news.close());
  mountLiveChart(fastify, services, news);
  mountLiveTopics(fastify, services, news);
  mountOpenApi(fastify);
  await mountWeb(fastify);
  await keepHouse(database);
  openAuditLog(config);
  tellAssetsOf(config);
  fastify.addHook('onClose', runJobs(database, log));
  return fastify;
}

/** The built web app; any path that is no file and not under /api or /fhir opens it, so that a link can be shared. */
async function mountWeb(fastify: FastifyInstance): Promise<void> {
  await fastify.register(fastifyStatic, {
    root: webFolder,
    cacheControl: false,
    // The page itself is written anew for each who opens it.
    index: false,
    allowedPath: (path) => path !== '/' && path !== pagePath,
    setHeaders: (reply, path) => {
      const named_by_content = path.includes('/assets/');
      reply.header('cache-control', named_by_content ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  fastify.setNotFoundHandler(async (request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    const page = request.method === 'GET' && !/^\/(api|fhir)(\/|$)/.test(path) && (path === pagePath || !/\.\w+$/.test(path));
    const built = page ? await readFile(`${webFolder}${pagePath}`, 'utf8').catch(() => null) : null;
    if (built !== null) return sendPage(reply, built);
    return sendProblem(reply, new Problem(404, 'unknown_address', 'There is nothing at this address'));
  });
}
