import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { answerErrors } from './errors.ts';

it.each([
  [new Error('timeout exceeded when trying to connect')], [Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })], [Object.assign(new Error('too many connections'), { code: '53300' })],
])('who finds no connection to the database hears that they may try again: %s', async (error) => {
  const fastify = Fastify();
  answerErrors(fastify);
  fastify.get('/', () => { throw error; });
  const answer = await fastify.inject('/');
  expect([answer.statusCode, answer.headers['retry-after'], answer.json<{ code: string }>().code]).toEqual([503, '2', 'busy']);
});

it.each([
  [new Error('Connection terminated unexpectedly')], [new Error('Client has encountered a connection error and is not queryable')], [Object.assign(new Error('terminating connection'), { code: '57P01' })],
])('who loses it in the middle hears that it may be done or not, and that they may try again: %s', async (error) => {
  const fastify = Fastify();
  answerErrors(fastify);
  fastify.get('/', () => { throw error; });
  const answer = await fastify.inject('/');
  expect([answer.statusCode, answer.headers['retry-after'], answer.json<{ code: string }>().code]).toEqual([503, '2', 'lost']);
  expect(answer.body).not.toContain('nothing was changed');
});

it('any other fault stays one, and tells nothing of its inside', async () => {
  const fastify = Fastify();
  answerErrors(fastify);
  fastify.get('/', () => { throw new Error('secret'); });
  const answer = await fastify.inject('/');
  expect(answer.statusCode).toBe(500);
  expect(answer.body).not.toContain('secret');
});
