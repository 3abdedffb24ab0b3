import { createORPCClient } from '@orpc/client';
import type { AnyContractRouter, ContractRouterClient } from '@orpc/contract';
import type { JsonifiedClient } from '@orpc/openapi-client';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import { ServerProblem } from './problem.ts';
import { fetchFromServer } from './fetch.ts';

/** What a caller may say beside the input. */
export interface CallContext {
  /** The same key and input give the same answer, so that a lost answer can be asked for again without a second patient. */
  idempotency_key?: string;
  /** Why a record is opened: an HL7 PurposeOfUse code. */
  purpose?: string;
}

export type ClientOf<Contract extends AnyContractRouter> = JsonifiedClient<ContractRouterClient<Contract, CallContext>>;

/**
 * The client of a department: `const patients = clientFor(patientsContract)`. It is typed by the contract, and every call
 * that is refused throws a `ServerProblem`.
 */
export function clientFor<Contract extends AnyContractRouter>(contract: Contract): ClientOf<Contract> {
  const link = new OpenAPILink<CallContext>(contract, {
    url: () => new URL('/api', location.origin),
    headers: ({ context }) => ({
      'x-openward': '1',
      ...(context.idempotency_key === undefined ? {} : { 'idempotency-key': context.idempotency_key }),
      ...(context.purpose === undefined ? {} : { 'x-purpose-of-use': context.purpose }),
    }),
    fetch: fetchFromServer,
    interceptors: [
      async ({ next }) => {
        try {
          return await next();
        } catch (error) {
          throw reasonOf(error);
        }
      },
    ],
  });
  return createORPCClient(link);
}

/** The problem that `fetchFromServer` threw, out of whatever wrapped it on the way. */
function reasonOf(error: unknown): unknown {
  let reason = error;
  while (reason instanceof Error && !(reason instanceof ServerProblem) && reason.cause instanceof Error) reason = reason.cause;
  return reason instanceof ServerProblem ? reason : error;
}
