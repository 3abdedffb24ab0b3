/** How old somebody is, as far as their birth date is known. */
export interface Age {
  /** Whole years that they have for certain. */
  years_at_least: number;
  /** Days, reckoned from the middle of what the birth date leaves open. */
  days: number;
  /** Whether the day of birth is known. */
  exact: boolean;
}

const day_ms = 86_400_000;

/** The age at a moment; undefined where the birth date is unknown, not a date, or after the moment. */
export function ageAt(birth_date: string | null | undefined, at: Date): Age | undefined {
  const parts = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(birth_date ?? '');
  if (parts === null) return undefined;
  const [, year, month, day] = parts;
  const first = Date.UTC(Number(year), month === undefined ? 0 : Number(month) - 1, day === undefined ? 1 : Number(day));
  const last = day !== undefined ? first
    : month !== undefined ? Date.UTC(Number(year), Number(month), 0)
      : Date.UTC(Number(year), 11, 31);
  if (Number.isNaN(first) || first > at.getTime()) return undefined;
  const middle = (first + last) / 2;
  return {
    years_at_least: Math.max(yearsBetween(new Date(last), at), 0),
    days: Math.max(Math.floor((at.getTime() - middle) / day_ms), 0),
    exact: day !== undefined,
  };
}

function yearsBetween(birth: Date, at: Date): number {
  const years = at.getUTCFullYear() - birth.getUTCFullYear();
  const before = at.getUTCMonth() < birth.getUTCMonth()
    || (at.getUTCMonth() === birth.getUTCMonth() && at.getUTCDate() < birth.getUTCDate());
  return before ? years - 1 : years;
}
