import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { mountFhir } from './mount-fhir.ts';
import { runEndpoint, type Services } from './pipeline.ts';
import type { Served } from './serve.ts';

/** Routes of departments, nested as their contracts are. */
export interface Routes {
  [name: string]: Served | Routes;
}

/** Every endpoint in a tree of routes. */
export function endpointsOf(routes: Routes): Served[] {
  return Object.values(routes).flatMap((each) => (isServed(each) ? [each] : endpointsOf(each)));
}

function isServed(value: Served | Routes): value is Served {
  return typeof (value as Served).handle === 'function';
}

/**
 * Mounts all endpoints under `/api`, or where they say. Throws on one that declares no permission, no event, or a patient
 * it cannot name.
 */
export function mountRoutes(fastify: FastifyInstance, services: Services, routes: Routes): void {
  const all = endpointsOf(routes);
  for (const served of all) refuseUndeclared(served);
  for (const served of all.filter(({ declaration }) => declaration.base === undefined)) {
    const { declaration } = served;
    fastify.route({
      method: declaration.method,
      url: `/api${declaration.path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
      bodyLimit: declaration.body_bytes_max ?? 262_144,
      handler: (request: FastifyRequest, reply: FastifyReply) => runEndpoint(served, services, request, reply),
    });
  }
  const fhir = all.filter(({ declaration }) => declaration.base === '/fhir/R4');
  if (fhir.length > 0) mountFhir(fastify, services, fhir);
  const outside = all.filter(({ declaration }) => declaration.base === '/l' || declaration.base === '/hooks');
  if (outside.length > 0) mountOutside(fastify, services, outside);
}

/** Mounts what people and systems outside of the hospital open by a link or a secret: whoever is signed in, it is not by that. */
function mountOutside(fastify: FastifyInstance, services: Services, endpoints: readonly Served[]): void {
  void fastify.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(['application/x-www-form-urlencoded', 'application/json'], { parseAs: 'string' }, (_request, body, done) => done(null, body));
    // What a mail server sends back: bytes, each a character.
    scope.addContentTypeParser(['message/rfc822', 'message/delivery-status'], { parseAs: 'buffer' }, (_request, body, done) => done(null, body.toString('latin1')));
    scope.addHook('onRequest', async (request) => {
      delete request.headers.cookie;
      delete request.headers.authorization;
    });
    for (const served of endpoints) {
      const { method, path, base } = served.declaration;
      scope.route({
        method,
        url: `${base ?? ''}${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
        bodyLimit: 65_536,
        handler: (request: FastifyRequest, reply: FastifyReply) => runEndpoint(served, services, request, reply),
      });
    }
  });
}

/** What does not say who may call it, and what it leaves in the audit log, is not mounted. */
export function refuseUndeclared({ declaration, input }: Pick<Served, 'declaration' | 'input'>): void {
  const place = `${declaration.method} ${declaration.path}`;
  if (!declaration.permission) throw new Error(`${place} declares no permission`);
  if (!declaration.event || !declaration.patient) throw new Error(`${place} declares no audit event or no patient`);
  if (declaration.event === 'none' && declaration.patient !== 'none') {
    throw new Error(`${place} touches a patient and leaves no audit event`);
  }
  const shape = (input as { shape?: Record<string, unknown> } | undefined)?.shape;
  if (declaration.patient === 'input' && shape?.['patient_id'] === undefined) {
    throw new Error(`${place} says that its input names the patient, but has no patient_id`);
  }
}
