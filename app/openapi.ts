import { OpenAPIGenerator } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import type { FastifyInstance } from 'fastify';
import { contracts } from './contracts.ts';

/** GET /api/openapi.json: the description of every endpoint, made from the declarations that mount them. */
export function mountOpenApi(fastify: FastifyInstance): void {
  let description: Promise<string> | null = null;
  fastify.get('/api/openapi.json', async (_request, reply) => {
    description ??= describe();
    return reply.type('application/json; charset=utf-8').send(await description);
  });
}

async function describe(): Promise<string> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  const document = await generator.generate(contracts, {
    info: { title: 'OpenWard', version: '0.1.0', license: { name: 'Apache-2.0' } },
    servers: [{ url: '/api' }],
    security: [{ session: [] }, { token: [] }],
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'openward' },
        token: { type: 'http', scheme: 'bearer' },
      },
    },
  });
  return JSON.stringify(document);
}
