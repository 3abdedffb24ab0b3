import type { InferSchemaInput, InferSchemaOutput, AnySchema, ContractProcedure, ErrorMap } from '@orpc/contract';
import type { z } from 'zod';
import { writeEvent, type AuditEvent } from '../audit/index.ts';
import type { Actor } from '../auth/actor.ts';
import type { Database, Tx } from '../db/index.ts';
import type { Act } from './act.ts';
import { originOf } from './actor-context.ts';
import type { Declaration } from './contract.ts';
import type { Served } from './serve.ts';

/**
 * What a handler is given that opens its own transactions and writes its own audit events, each in the transaction of
 * what it speaks of. For signing in only: a wrong password must be counted and audited although the answer is a refusal,
 * and no connection may be held while a password is hashed. Answers are never kept for an Idempotency-Key, since they
 * carry secrets that are shown once.
 */
export interface Steps extends Pick<Act, 'visitor' | 'origin' | 'session_token' | 'secure' | 'web_origin' | 'header'> {
  database: Database;
  /** The event that the endpoint declares. */
  event: string;
  /** Writes an audit event of this request; `actor` where it is not the one who asked. */
  write(tx: Tx, event: Partial<AuditEvent> & Pick<AuditEvent, 'outcome'>, actor?: Actor | null): Promise<void>;
}

/** As `serve`, for a handler that works in transactions of its own. */
export function serveInSteps<I extends AnySchema, O extends AnySchema, E extends ErrorMap>(
  contract: ContractProcedure<I, O, E, Declaration>,
  handle: (input: InferSchemaOutput<I>, steps: Steps) => Promise<InferSchemaInput<O>>,
): Served {
  const { meta, inputSchema, outputSchema } = contract['~orpc'];
  return {
    declaration: meta,
    input: inputSchema as z.ZodType | undefined,
    output: outputSchema as z.ZodType | undefined,
    handle: () => Promise.reject(new Error('a handler in steps has no transaction of the pipeline')),
    steps: handle,
  };
}

/** Makes the steps of one request out of what is known of it. */
export function stepsOf(known: Omit<Steps, 'database' | 'event' | 'write'>, database: Database, { event }: Declaration): Steps {
  return {
    ...known,
    database,
    event,
    write: (tx, written, actor = known.visitor) =>
      writeEvent(tx, { ...originOf(actor, known.origin), name: event, ...written }),
  };
}
