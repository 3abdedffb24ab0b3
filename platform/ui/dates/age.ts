/** How old a person is, in the unit in which one speaks of that age. */
export interface Age {
  years: number;
  months: number;
  weeks: number;
  days: number;
  /** The birth date is known in part only, so that the age is a guess by up to a year. */
  approximate: boolean;
}

const day_ms = 86_400_000;

/** The age at a day; null where the birth date cannot be read or lies after that day. Both are calendar days. */
export function ageAt(birth_date: string, on: Date = new Date()): Age | null {
  const parts = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(birth_date);
  if (parts === null) return null;
  const [year, month, day] = [Number(parts[1]), Number(parts[2] ?? 1), Number(parts[3] ?? 1)];
  const elapsed = Date.UTC(on.getFullYear(), on.getMonth(), on.getDate()) - new Date(0).setUTCFullYear(year, month - 1, day);
  if (elapsed < 0) return null;
  const dayPassed = on.getDate() >= day ? 0 : 1;
  const months = (on.getFullYear() - year) * 12 + on.getMonth() + 1 - month - dayPassed;
  const days = Math.round(elapsed / day_ms);
  return { years: Math.floor(months / 12), months, weeks: Math.floor(days / 7), days, approximate: parts[3] === undefined };
}

/**
 * Short text of an age by the rules of the NHS Common User Interface: days to 4 weeks, weeks to a year, months to two
 * years, years and months to 18, then years.
 */
export function ageText({ years, months, weeks, days, approximate }: Age): string {
  if (approximate) return years >= 2 ? `~${years}y` : `~${months}m`;
  if (days < 28) return `${days}d`;
  if (years < 1) return `${weeks}w`;
  if (years < 2) return `${months}m`;
  if (years < 18) return months % 12 === 0 ? `${years}y` : `${years}y ${months % 12}m`;
  return `${years}y`;
}
