import type { z } from 'zod';
import type { FieldProblem } from '../client/problem.ts';

/** The errors of a form, by the path of the field: `names.0.family`. */
export type FieldErrors = Record<string, string>;

/** `names[0].family`, as the server names a field, becomes `names.0.family`, as the form does. */
export function formPath(serverField: string): string {
  return serverField.replace(/\[(\d+)\]/g, '.$1');
}

/** What the schema says of a value, by field; the first error of a field stands. */
export function issuesByField(issues: readonly z.core.$ZodIssue[]): FieldErrors {
  const errors: FieldErrors = {};
  for (const { path, message } of issues) errors[path.map(String).join('.')] ??= message;
  return errors;
}

/** What the server says of the fields. */
export function problemsByField(fields: readonly FieldProblem[]): FieldErrors {
  const errors: FieldErrors = {};
  for (const { field, message } of fields) errors[formPath(field)] ??= message;
  return errors;
}
