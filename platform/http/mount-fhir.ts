import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { fhirRoot } from './outcome.ts';
import { runEndpoint, type Services } from './pipeline.ts';
import { Problem } from './problem.ts';
import type { Served } from './serve.ts';

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Bodies are taken as text: what a sender wrote is kept as it was written. */
const bodies = ['application/fhir+json', 'application/json', 'text/json', 'application/json-patch+json', 'application/x-www-form-urlencoded'];

/** Mounts the endpoints of the FHIR API, in a scope with bodies and answers of its own. HEAD answers wherever GET does. */
export function mountFhir(fastify: FastifyInstance, services: Services, endpoints: readonly Served[]): void {
  void fastify.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(bodies, { parseAs: 'buffer' }, (_request, body, done) => {
      try {
        done(null, decoder.decode(body as Buffer));
      } catch {
        done(new Problem(400, 'json.encoding', 'The body is not UTF-8 text', { field: 'body' }));
      }
    });
    scope.setNotFoundHandler(() => {
      throw new Problem(404, 'fhir.unknown_address', 'There is nothing at this address of the FHIR API');
    });
    for (const served of endpoints) {
      const { method, path, body_bytes_max = 16_777_216 } = served.declaration;
      scope.route({
        method: method === 'GET' ? ['GET', 'HEAD'] : method,
        url: path.replaceAll(/\{(\w+)\}/g, ':$1'),
        bodyLimit: body_bytes_max,
        handler: (request: FastifyRequest, reply: FastifyReply) => runEndpoint(served, services, request, reply),
      });
    }
  }, { prefix: fhirRoot });
}
