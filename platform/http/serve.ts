import type { InferSchemaInput, InferSchemaOutput, AnySchema, ContractProcedure, ErrorMap } from '@orpc/contract';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Permission } from '../auth/permissions.ts';
import type { Act } from './act.ts';
import type { Declaration } from './contract.ts';
import { Problem } from './problem.ts';
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
  /** See `serveTogether`. */
  together?: (all: readonly { input: never; act: Act }[]) => Promise<unknown[]>;
  /** See `FastRead`. */
  fast?: FastRead;
  /** See `serveInSteps`. */
  steps?: (input: never, steps: Steps) => Promise<unknown>;
}

/**
 * A read in one statement, which makes sure that the session still stands, reads what the asker may see, and
 * writes the audit event, and so commits both or neither. What several people ask in the same moment is one statement:
 * `text` takes a JSON array of `{n, context, token, stamp, …values}`: the place in the array, the pipeline's context, the hash
 * of the session token and the stamp under which the actor was decided on (both null where the session has just been opened).
 * It returns a row for each `n`: `answer` (JSON text, or null where there is nothing) and `refusal` (null; or why it is hidden
 * from this person, already audited; `stale`, where auth.stamp has changed; or `other`, where only the handler can answer).
 * See patients.open_audited.
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

/** What somebody asks, of several who ask in the same moment. */
export interface Errand<Input> {
  input: Input;
  act: Act;
}

/**
 * As `serve`, for a change that many make in the same moment: those that come together are done in one transaction, in which
 * nobody acts as a whole (`platform.actor_id()` is null), so the handler says of everything that it writes who its author is.
 * All acts have the same `tx`. It answers each, in their order; one whom it refuses by a Problem must have written nothing, and
 * is asked again alone. What it throws makes everyone be asked alone.
 */
export function serveTogether<I extends AnySchema, O extends AnySchema, E extends ErrorMap>(
  contract: ContractProcedure<I, O, E, Declaration>,
  handle: (all: readonly Errand<InferSchemaOutput<I>>[]) => Promise<(InferSchemaInput<O> | Problem)[]>,
): Served {
  return {
    ...serve(contract, async (input, act) => {
      const [answer] = await handle([{ input, act }]);
      if (answer instanceof Problem) throw answer;
      return answer as InferSchemaInput<O>;
    }),
    together: handle as Served['together'] & object,
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
