/** How many backups are kept: the newest of so many days, weeks and months. */
export interface Retention {
  daily: number;
  weekly: number;
  monthly: number;
}

export const usual: Retention = { daily: 7, weekly: 5, monthly: 12 };

/** Which of these moments are no longer kept (grandfather, father, son). The newest is always kept; moments are in ms. */
export function tooMany(moments: readonly number[], { daily, weekly, monthly }: Retention): number[] {
  const newest_first = moments.toSorted((one, other) => other - one);
  const kept = new Set(newest_first.slice(0, 1));
  for (const [count, periodOf] of [[daily, dayOf], [weekly, weekOf], [monthly, monthOf]] as const) {
    const periods = new Set<string>();
    for (const at of newest_first) {
      const period = periodOf(at);
      if (periods.has(period)) continue;
      if (periods.size === count) break;
      periods.add(period);
      kept.add(at);
    }
  }
  return newest_first.filter((at) => !kept.has(at));
}

const day_ms = 86_400_000;
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
/** Weeks begin on Monday: 1970-01-05 was one. */
const weekOf = (at: number): string => String(Math.floor((at - 4 * day_ms) / (7 * day_ms)));
const monthOf = (at: number): string => new Date(at).toISOString().slice(0, 7);
