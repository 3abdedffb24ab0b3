import { Problem } from './problem.ts';

/** How the breach of one database constraint is told to a person. */
export interface ConstraintProblem {
  status?: 400 | 409 | 422;
  code: string;
  message: string;
  field?: string;
}

const explanations = new Map<string, ConstraintProblem>();

/** A department tells what the breach of its constraints means; the key is the constraint's name. */
export function explainConstraints(byName: Record<string, ConstraintProblem>): void {
  for (const [name, problem] of Object.entries(byName)) explanations.set(name, problem);
}

interface DatabaseError {
  code: string;
  constraint?: string;
}

function isDatabaseError(error: unknown): error is DatabaseError {
  return error instanceof Error && typeof (error as { code?: unknown }).code === 'string' && 'severity' in error;
}

/** True for errors after which the same transaction may well succeed: a serialisation failure or a deadlock. */
export function isRetryable(error: unknown): boolean {
  return isDatabaseError(error) && (error.code === '40001' || error.code === '40P01');
}

/** True for errors after which it is known that the transaction was not kept: not for the loss of a connection or a server. */
export function isUndone(error: unknown): boolean {
  return isDatabaseError(error) && !/^(?:08|57)/.test(error.code);
}

/** Turns an error of the database into a problem that names no table and no SQL; anything else is passed on. */
export function problemOf(error: unknown): unknown {
  if (!isDatabaseError(error)) return error;
  const explained = error.constraint === undefined ? undefined : explanations.get(error.constraint);
  if (explained !== undefined) {
    const { status = 409, code, message, field } = explained;
    return new Problem(status, code, message, field === undefined ? {} : { field });
  }
  if (error.code === '23505' || error.code === '23P01') {
    return new Problem(409, 'conflict.exists', 'Something like this is already recorded');
  }
  if (error.code === '23503') return new Problem(409, 'conflict.reference', 'Something that this refers to does not exist');
  if (error.code.startsWith('23')) return new Problem(409, 'conflict.rule', 'The record does not allow this');
  if (error.code.startsWith('22')) return new Problem(400, 'input.unstorable', 'A value cannot be stored');
  if (isRetryable(error)) return new Problem(409, 'conflict.busy', 'Others were changing the same record; try again');
  return error;
}
