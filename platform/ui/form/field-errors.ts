import type { z } from 'zod';
import type { FieldProblem } from '../client/problem.ts';

/** The errors of a form, by the path of the field: `names.0.family`. */
export type FieldErrors = Record<string, string>;

/** `names[0].family`, as the server names a field, becomes `names.0.family`, as the form does. */
export function formPath(serverField: string): string {
  return serverField.replace(/\[(\d+)\]/g, '.$1');
}

/** An entry of a plain list is drawn by the field of the list: `names.0.given.1` is shown at `names.0.given`. */
const fieldOf = (path: string): string => path.replace(/\.\d+$/, '');

/** What the schema says of a value, by field; the first error of a field stands. */
export function issuesByField(issues: readonly z.core.$ZodIssue[]): FieldErrors {
  const errors: FieldErrors = {};
  for (const { path, message } of issues) errors[fieldOf(path.map(String).join('.'))] ??= message;
  return errors;
}

/** What the server says of the fields, which it names from `prefix` on. */
export function problemsByField(fields: readonly FieldProblem[], prefix?: string): FieldErrors {
  const errors: FieldErrors = {};
  for (const { field, message } of fields) {
    const path = formPath(field);
    const inForm = prefix !== undefined && path.startsWith(`${prefix}.`) ? path.slice(prefix.length + 1) : path;
    errors[fieldOf(inForm)] ??= message;
  }
  return errors;
}
