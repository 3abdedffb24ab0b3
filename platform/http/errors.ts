import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest, FastifyServerOptions } from 'fastify';
import { outcomeText, underFhir } from './outcome.ts';
import { Problem } from './problem.ts';

/** Fastify's own refusals, told in our words. */
const refusals: Record<string, [status: number, code: string, message: string]> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [415, 'input.content_type', 'The body must be JSON: application/json, or application/fhir+json under /fhir'],
  FST_ERR_CTP_BODY_TOO_LARGE: [413, 'input.too_large', 'The body is too large'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [400, 'input.content_length', 'The body is not as long as it says'],
  FST_ERR_CTP_EMPTY_JSON_BODY: [400, 'input.malformed_json', 'The body is empty'],
  FST_ERR_CTP_INVALID_JSON_BODY: [400, 'input.malformed_json', 'The body is not JSON'],
};

/** Addresses that reach no route: Fastify asks `frameworkErrors` about them, and no error handler. */
const addressRefusals: Record<string, [status: number, code: string, message: string]> = {
  FST_ERR_BAD_URL: [400, 'input.url', 'The address is malformed'],
  FST_ERR_MAX_PARAM_LENGTH: [414, 'input.url', 'A part of the address is too long'],
};

/** Every error leaves as RFC 9457 problem details; what nobody foresaw is a 500 that says nothing of the inside. */
export function answerErrors(fastify: FastifyInstance): void {
  fastify.setErrorHandler((error: FastifyError | Problem, request, reply) => {
    const problem = toProblem(error);
    if (problem.status >= 500) logFault(request, error);
    return sendProblem(reply, problem);
  });
}

/** Answers what Fastify refuses before any route is found. */
export const answerFrameworkErrors: NonNullable<FastifyServerOptions['frameworkErrors']> = (error, _request, reply) => {
  void sendProblem(reply, toProblem(error));
};

function toProblem(error: FastifyError | Problem): Problem {
  if (error instanceof Problem) return error;
  const refusal = refusals[error.code];
  if (refusal !== undefined) return new Problem(...refusal, { field: 'body' });
  const address = addressRefusals[error.code];
  if (address !== undefined) return new Problem(...address, { field: 'url' });
  if (error instanceof SyntaxError && error.statusCode === 400) {
    return new Problem(400, 'input.malformed_json', 'The body is not JSON', { field: 'body' });
  }
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    return new Problem(error.statusCode, 'input.refused', 'The request was refused');
  }
  if (isCrowded(error)) return new Problem(503, 'busy', 'Too much is going on; nothing was changed. Try again in a moment');
  if (isLost(error)) return new Problem(503, 'lost', 'The database was lost in the middle; it may be done, or not. Try again in a moment');
  return new Problem(500, 'fault', 'Something went wrong on our side; nothing was changed');
}

/** No connection to the database was to be had: nothing was begun, and it may be tried again. */
const isCrowded = ({ message, code }: FastifyError): boolean => message === 'timeout exceeded when trying to connect' || code === 'ECONNREFUSED' || code === '53300' || code === '57P03';

/**
 * The connection ended while something was under way. Who asked with an Idempotency-Key may ask again: what was committed, unheard, is answered
 * and not done a second time.
 */
const isLost = ({ message, code }: FastifyError): boolean =>
  code === '57P01' || code === '57P02' || code === 'ECONNRESET' || code === 'EPIPE' || /^Connection terminated|^Client has encountered a connection error/.test(message);

/** Names and frames only: a message may quote a value from a record. */
function logFault(request: FastifyRequest, error: Error & { code?: string; constraint?: string }): void {
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at ')).slice(0, 12);
  request.log.error({ request_id: request.id, fault: error.name, code: error.code, constraint: error.constraint, frames }, 'fault');
}

export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  if (problem.status === 503) reply.header('retry-after', '2');
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer realm="openward"');
  if (underFhir(reply.request.url)) {
    return reply
      .code(problem.status)
      .headers({ 'cache-control': 'no-store', 'x-request-id': reply.request.id })
      .type('application/fhir+json; charset=utf-8')
      .send(outcomeText(problem));
  }
  return reply
    .code(problem.status)
    .header('cache-control', 'no-store')
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify({ ...problem.body(), request_id: reply.request.id }));
}
