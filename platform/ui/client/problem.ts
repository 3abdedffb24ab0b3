/** One field that the server refused. `field` is a path such as `names[0].family`. */
export interface FieldProblem {
  field: string;
  code: string;
  message: string;
}

/**
 * An answer of the server that is not a success, as RFC 9457 problem details; `status` is 0 where no answer came at all.
 * `extras` holds what an endpoint adds, such as the likely duplicates of a registration.
 */
export class ServerProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: readonly FieldProblem[];
  readonly extras: Readonly<Record<string, unknown>>;

  constructor(status: number, code: string, message: string, fields: readonly FieldProblem[] = [], extras = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.fields = fields;
    this.extras = extras;
  }
}

/** The problem that a call without any answer gets. */
export function unreachable(): ServerProblem {
  return new ServerProblem(0, 'connection.lost', 'The server cannot be reached');
}

/** Reads the body of a refused call; a body that is not problem details still gives a problem. */
export function readProblem(status: number, body: unknown): ServerProblem {
  const problem = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const { code, detail, title, errors, type: _type, status: _status, ...extras } = problem;
  return new ServerProblem(
    status,
    typeof code === 'string' ? code : `http.${status}`,
    firstText(detail, title) ?? 'The server could not do this',
    Array.isArray(errors) ? errors.filter(isFieldProblem) : [],
    extras,
  );
}

/** True for a problem with one of these codes. */
export function isProblem(error: unknown, ...codes: string[]): error is ServerProblem {
  return error instanceof ServerProblem && (codes.length === 0 || codes.includes(error.code));
}

function firstText(...values: unknown[]): string | undefined {
  return values.find((value): value is string => typeof value === 'string' && value !== '');
}

function isFieldProblem(value: unknown): value is FieldProblem {
  const { field, code, message } = (value ?? {}) as Record<string, unknown>;
  return typeof field === 'string' && typeof code === 'string' && typeof message === 'string';
}
