import { isObject } from './values.ts';

/** Below 0, 0 or above 0 as `Array.sort` has it; undefined when the two cannot be told apart or compared. */
export function compare(one: unknown, other: unknown): number | undefined {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  if (typeof one === 'string' && typeof other === 'string') {
    return moment.test(one) && moment.test(other) ? compareMoments(one, other) : one < other ? -1 : Number(one > other);
  }
  if (isObject(one) && isObject(other)) return compareQuantities(one, other);
  return undefined;
}

const moment = /^\d{4}(?:-\d{2}(?:-\d{2}(?:T.+)?)?)?$/;

/** Two dates as far as both are stated: the 3rd and “in that month” are not told apart. */
function compareMoments(one: string, other: string): number | undefined {
  if (one.length > 10 && other.length > 10) return Date.parse(one) - Date.parse(other);
  const shared = Math.min(one.length, other.length, 10);
  const [early, late] = [one.slice(0, shared), other.slice(0, shared)];
  // With a time zone on one side only, the day before and the day after may be the same day elsewhere.
  if (one.length > 10 !== other.length > 10 && shared === 10 && Math.abs(Date.parse(early) - Date.parse(late)) <= 86_400_000) return undefined;
  return early === late ? (one.length === other.length ? 0 : undefined) : early < late ? -1 : 1;
}

/** Amounts of the same unit only. */
function compareQuantities(one: Record<string, unknown>, other: Record<string, unknown>): number | undefined {
  const unitOf = (quantity: Record<string, unknown>): unknown => quantity['code'] ?? quantity['unit'];
  if (unitOf(one) !== unitOf(other) || one['system'] !== other['system']) return undefined;
  return compare(one['value'], other['value']);
}
