/**
 * What a form holds, without what was left blank: an empty text, null and undefined mean «not given» and are left out of
 * objects. Rows of a list keep their places, so that an error that names a row finds it.
 */
export function withoutBlanks(value: unknown): unknown {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value;
  if (value === null) return undefined;
  if (Array.isArray(value)) return value.map(withoutBlanks).filter((each) => each !== undefined);
  if (typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, each]) => [name, withoutBlanks(each)] as const)
      .filter(([, each]) => each !== undefined),
  );
}

/** True when both hold the same, a blank being the same as nothing. */
export function sameValues(one: unknown, other: unknown): boolean {
  return stable(withoutBlanks(one)) === stable(withoutBlanks(other));
}

function stable(value: unknown): string {
  return (
    JSON.stringify(value, (_key, each: unknown) =>
      typeof each === 'object' && each !== null && !Array.isArray(each)
        ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
        : each,
    ) ?? ''
  );
}
