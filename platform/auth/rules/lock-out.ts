const minute = 60;

/**
 * Seconds for which an account takes no password after the nth wrong one in a row: four slips are free, then the wait
 * doubles to a quarter of an hour. Guessing is held to about a hundred tries a day, and a person who was locked out by
 * somebody else's guesses waits minutes, not for an administrator. Never by network address: a hospital is behind one.
 */
export const lockOutSeconds: readonly number[] = [0, 0, 0, 0, minute, 2 * minute, 4 * minute, 8 * minute, 15 * minute];

/** How long the nth wrong password in a row (counted from 1) locks. */
export function lockOutAfter(failed: number): number {
  if (failed < 1) return 0;
  return lockOutSeconds[Math.min(failed, lockOutSeconds.length) - 1] ?? 0;
}
