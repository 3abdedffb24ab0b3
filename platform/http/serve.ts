import type { InferSchemaInput, InferSchemaOutput, AnySchema, ContractProcedure, ErrorMap } from '@orpc/contract';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Permission } from '../auth/permissions.ts';
import type { Act } from './act.ts';
import type { Declaration } from './contract.ts';
import type { Reply } from './reply.ts';
import type { Steps } from './steps.ts';

/** An endpoint as mounted: its declaration, its schemas and what it does. */
export interface Served {
  declaration: Declaration;
  input: z.ZodType | undefined;
  output: z.ZodType | undefined;
  handle: (input: never, act: Act) => Promise<unknown>;
  /** Reads the input off the request in place of path, query, body and schema; throws a Problem where it cannot. */
  input_of?: (request: FastifyRequest) => unknown;
  /** What is needed beside the declared permission, as the input tells; asked before the handler. */
  needs?: (input: never) => readonly Permission[];
  /** See `FastRead`. */
  fast?: FastRead;
  /** See `serveInSteps`. */
  steps?: (input: never, steps: Steps) => Promise<unknown>;
}

/**
 * A read of one patient in one statement, which makes sure that the session still stands, reads what the asker may see, and
 * writes the audit event, and so commits both or neither. What several people ask in the same moment is one statement:
 * `text` takes a JSON array of `{n, context, token, stamp, …values}`: the place in the array, the pipeline's context, the hash
 * of the session token and the stamp under which the actor was decided on (both null where the session has just been opened).
 * It returns a row for each `n`: `answer` (JSON text, or null where there is nothing) and `refusal` (null; or why it is hidden
 * from this person, already audited; or `stale`, where auth.stamp has changed). See patients.open_audited.
 */
export interface FastRead {
  name: string;
  text: string;
  values: (input: never) => Record<string, unknown>;
  /** The problem to answer when nothing was found. */
  missing: (input: never) => Error;
  /** Whether the statement can answer this input; the handler does where it cannot. It can answer all unless told. */
  when?: (input: never) => boolean;
  /** Makes the answer of the row, where it is more than its `answer`. */
  reply?: (row: never, input: never) => Reply;
}

/** Ties a handler to its declaration: what it takes and returns is what the contract says. */
export function serve<I extends AnySchema, O extends AnySchema, E extends ErrorMap>(
  contract: ContractProcedure<I, O, E, Declaration>,
  handle: (input: InferSchemaOutput<I>, act: Act) => Promise<InferSchemaInput<O>>,
): Served {
  const { meta, inputSchema, outputSchema } = contract['~orpc'];
  return {
    declaration: meta,
    input: inputSchema as z.ZodType | undefined,
    output: outputSchema as z.ZodType | undefined,
    handle: handle as Served['handle'],
  };
}

/** As `serve`, for a hot read that one SQL statement answers. */
export function serveFastRead<I extends AnySchema, O extends AnySchema, E extends ErrorMap>(
  contract: ContractProcedure<I, O, E, Declaration>,
  fast: Omit<FastRead, 'values'> & { values: (input: InferSchemaOutput<I>) => Record<string, unknown> },
): Served {
  const { meta, inputSchema, outputSchema } = contract['~orpc'];
  return {
    declaration: meta,
    input: inputSchema as z.ZodType | undefined,
    output: outputSchema as z.ZodType | undefined,
    handle: () => Promise.reject(new Error('a fast read has no handler')),
    fast: fast as FastRead,
  };
}
