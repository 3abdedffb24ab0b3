/** One field that was refused. `field` is a path such as `names[0].family`. */
export interface FieldError {
  field: string;
  code: string;
  message: string;
}

/** Extra members of a problem that a screen can use, such as the candidates of a likely duplicate. */
export type ProblemExtras = { field?: string; errors?: FieldError[] } & Record<string, unknown>;

/**
 * An answer that says what is wrong, as RFC 9457 problem details: a status, a stable code, and a sentence for a person.
 * Thrown anywhere in an act; the transaction is rolled back and nothing is kept of it.
 */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly extras: ProblemExtras;

  constructor(status: number, code: string, message: string, extras: ProblemExtras = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.extras = extras;
  }

  /** The body of the answer, `application/problem+json`. */
  body(): Record<string, unknown> {
    const { field, errors, ...rest } = this.extras;
    const named = errors ?? (field === undefined ? [] : [{ field, code: this.code, message: this.message }]);
    return {
      type: `urn:openward:problem:${this.code}`,
      title: this.message,
      status: this.status,
      code: this.code,
      detail: this.message,
      ...(named.length > 0 ? { errors: named } : {}),
      ...rest,
    };
  }
}

/**
 * A refusal that the audit log must know of although the act is rolled back, such as a file that is not what was kept:
 * the pipeline writes a failure event in a transaction of its own. `found` holds codes and keys, never a value from a record.
 */
export class AuditedFailure extends Problem {
  readonly patient_id: string | null;
  readonly found: Record<string, unknown>;

  constructor(status: number, code: string, message: string, patient_id: string | null, found: Record<string, unknown>) {
    super(status, code, message);
    this.patient_id = patient_id;
    this.found = found;
  }
}

/** 400 for one field that does not fit. */
export function badInput(field: string, code: string, message: string): Problem {
  return new Problem(400, 'input.invalid', message, { errors: [{ field, code, message }] });
}
