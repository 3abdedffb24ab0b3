import type { AnySchema, ContractProcedure } from '@orpc/contract';
import type { Declaration } from '@openward/platform/http';
import type { Client } from '@openward/platform/testing';

type Procedure = ContractProcedure<AnySchema, AnySchema, Record<never, never>, Declaration>;

/** What an endpoint answers to somebody who makes something; throws where it is refused. */
export async function make<Body = { id: string; version: number }>(client: Client, contract: Procedure, input: object, expected = 201): Promise<Body> {
  const { status, body, text } = await client.call<Body & Record<string, unknown>>(contract, input);
  if (status !== expected) throw new Error(`The hospital could not be stocked: ${text}`);
  return body;
}
