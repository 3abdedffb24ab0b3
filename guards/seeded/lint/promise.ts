// Seeded violations: the linter must name the rule of each. See guards/lint.test.ts.

async function dispense(): Promise<void> {
  await Promise.resolve();
}

/** no-floating-promises: nobody waits for the dispensing. */
export function hurry(): void {
  dispense();
}

/** no-misused-promises: a promise is always true. */
export function check(): boolean {
  if (dispense()) return true;
  return false;
}

/** only-throw-error: a string has no stack. */
export function refuse(): never {
  throw 'refused';
}

/** no-explicit-any: nothing is checked any more. */
export function anything(value: any): unknown {
  return value;
}

/** switch-exhaustiveness-check: a new severity would be ignored. */
export function colour(severity: 'low' | 'high'): string {
  switch (severity) {
    case 'low':
      return 'grey';
  }
  return 'none';
}

/** require-array-sort-compare: 10 before 9. */
export const doses = [10, 9].sort();
