import { readFile } from 'node:fs/promises';
import Fastify, { type FastifyRequest } from 'fastify';
import type { Target, Who } from './target.ts';

interface Row {
  id: string;
  surname: string;
}

/** A small hospital that makes the mistakes of others, so that each probe is seen to see. Never listens. */
export function plantedFlaws(): { target: Target; close: () => Promise<void> } {
  const rows: Row[] = [{ id: 'p-1', surname: 'Zyxwane' }, { id: 'p-2', surname: 'Qvornby' }, { id: 'p-3', surname: 'Xulthor' }];
  const [one, other, restricted] = rows as [Row, Row, Row];
  const fastify = Fastify();
  fastify.addContentTypeParser('application/fhir+json', { parseAs: 'string' }, (_request, body, done) => done(null, JSON.parse(String(body))));
  const whoOf = ({ headers }: FastifyRequest): string => String(headers['x-who'] ?? 'visitor');
  const query = ({ query: given }: FastifyRequest): Record<string, string> => given as Record<string, string>;
  const id = ({ params }: FastifyRequest): string => (params as { id: string }).id;
  const bodyOf = ({ body }: FastifyRequest) => (body ?? {}) as { id?: string; names?: { family: string }[] };

  fastify.addHook('onSend', async (_request, reply) => { reply.header('access-control-allow-origin', '*').header('x-powered-by', 'Planted 1.0'); });
  fastify.addHook('onRequest', async (request, reply) => {
    const api = request.url.startsWith('/api/patients') || request.url.startsWith('/fhir');
    // A header is believed; a parameter keeps an ended session alive.
    const told = request.headers['x-remote-user'] !== undefined;
    if (api && !told && (whoOf(request) === 'visitor' || (whoOf(request) === 'ended' && query(request)['skip_timeout_reset'] === undefined))) await reply.code(401).send({});
  });
  /** Pasted into the statement: what is typed decides. */
  const select = (text: string, where: string) => (/' or '|' or 1=1/.test(where) ? rows : text === '' ? [] : rows.filter(({ surname }) => surname === text));
  fastify.get('/api/patients', (request, reply) => {
    const { sort, q = '' } = query(request);
    if (sort?.includes("'") === true) return reply.code(500).send({ message: 'syntax error at or near "\'" SQLSTATE 42601' });
    return select(q, q);
  });
  fastify.post('/api/patients', (request) => {
    const { id: given, names } = bodyOf(request);
    const row = rows.find((each) => each.id === given) ?? { id: 'p-9', surname: '' };
    row.surname = names?.[0]?.family ?? '';
    return row;
  });
  fastify.put('/api/patients/:id', () => ({}));
  // The restriction is kept by this API, and forgotten by the other.
  fastify.get('/api/patients/:id', (request, reply) => (id(request) === restricted.id ? reply.code(403).send({}) : rows.find((row) => row.id === id(request))));
  fastify.get('/api/patients/:id/photo', (request) => (query(request)['photo_id'] === 'f-2' ? 'a face' : ''));
  fastify.get('/api/patients/:id/documents', () => []);
  fastify.get('/api/accounts', () => [{ username: 'administrator' }]);
  fastify.get('/fhir/R4/Patient', (request) => rows.filter((row) => row.id === query(request)['_id'] || row.surname === query(request)['family']));
  fastify.get('/fhir/R4/Patient/:id', (request) => rows.find((row) => row.id === id(request)));
  fastify.post('/hooks/messages/receipts', () => ({ ok: true, access_token: 'stored-token' }));
  fastify.get('/api/files', async (request) => readFile(query(request)['path'] ?? '', 'utf8').catch(() => ''));

  return {
    close: () => fastify.close(),
    target: {
      patients: { one: { ...one }, other: { ...other }, restricted: { ...restricted } },
      photo_id: 'f-2',
      async ask(who: Who, method, url, body, headers = {}) {
        const answer = await fastify.inject({
          method: method as 'GET', url, headers: { 'x-who': who, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
          ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
        });
        return { status: answer.statusCode, text: answer.body, headers: answer.headers };
      },
    },
  };
}
