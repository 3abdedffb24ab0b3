import { randomUUID } from 'node:crypto';
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { limitRequests, type RequestLimits } from './limits/limits.ts';
import { answerErrors, answerFrameworkErrors } from './errors.ts';
import { mountRoutes, type Routes } from './mount.ts';
import type { Services } from './pipeline.ts';
import { listenerOf } from './tls/listener.ts';
import type { TlsFiles } from './tls/certificate.ts';
import { securityHeaders } from './security-headers.ts';

export interface HttpServerOptions {
  log?: FastifyBaseLogger;
  /** Which proxies may say where a request came from: false, or addresses as Fastify's `trustProxy` takes them. */
  proxy_trusted?: boolean | string;
  /** With them the server speaks TLS itself. */
  tls?: TlsFiles | undefined;
  /** How much one may ask; without them, as much as one likes. */
  limits?: RequestLimits | undefined;
}

/** An HTTP server with the endpoints of the given routes under /api; does not listen yet. */
export function createHttpServer(services: Services, routes: Routes, options: HttpServerOptions = {}): FastifyInstance {
  const fastify = Fastify({
    ...(options.log === undefined ? {} : { loggerInstance: options.log }),
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    exposeHeadRoutes: false,
    bodyLimit: 262_144,
    frameworkErrors: answerFrameworkErrors,
    trustProxy: options.proxy_trusted ?? false,
    forceCloseConnections: true,
    serverFactory: (handler) => listenerOf(options.tls, handler, {
      renewed: ({ ends }) => options.log?.info({ ends }, 'A renewed certificate is served'),
      refused: (error) => options.log?.error(error, 'The certificate on the disk cannot be served; the one before is kept'),
    }),
    // Queries are read where they are needed (input.ts, and the FHIR API), from the address itself.
    routerOptions: { querystringParser: () => ({}) },
  });
  fastify.removeContentTypeParser('text/plain');
  answerErrors(fastify);
  securityHeaders(fastify);
  if (options.limits !== undefined) limitRequests(fastify, services.authenticator, options.limits);
  mountRoutes(fastify, services, routes);
  return fastify;
}
