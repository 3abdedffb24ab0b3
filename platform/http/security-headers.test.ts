import { createHash } from 'node:crypto';
import fastify from 'fastify';
import { expect, test } from 'vitest';
import { securityHeaders, sendPage } from './security-headers.ts';

const policyOf = async (path: string): Promise<[string, string]> => {
  const server = fastify();
  securityHeaders(server);
  server.get('/page', (_request, reply) => sendPage(reply, '<meta property="csp-nonce" nonce="openward-style-nonce"><style nonce="openward-style-nonce">a{}</style>'));
  server.get('/paper', (_request, reply) => reply.type('text/html').send('<style>\n  p { margin: 0 }\n</style><p>Paper</p>'));
  server.get('/own', (_request, reply) => reply.header('content-security-policy', "sandbox; default-src 'none'").type('text/html').send('<style>p {}</style>'));
  server.get('/data', () => ({ text: '<style>p {}</style>' }));
  const answer = await server.inject(path);
  return [String(answer.headers['content-security-policy']), answer.body];
};

test('a page names its styles by a nonce of its own, a paper by their hash, and nothing else has any', async () => {
  const [first, body] = await policyOf('/page');
  const nonce = /'nonce-([^']+)'/.exec(first)?.[1];
  expect(body).toBe(`<meta property="csp-nonce" nonce="${nonce}"><style nonce="${nonce}">a{}</style>`);
  expect((await policyOf('/page'))[0]).not.toBe(first);
  const hash = createHash('sha256').update('\n  p { margin: 0 }\n').digest('base64');
  expect((await policyOf('/paper'))[0]).toContain(`style-src 'self' 'sha256-${hash}';`);
  expect((await policyOf('/own'))[0]).toBe("sandbox; default-src 'none'");
  expect((await policyOf('/data'))[0]).toContain("style-src 'self';");
  for (const path of ['/page', '/paper', '/data']) expect((await policyOf(path))[0]).not.toContain('unsafe');
});
