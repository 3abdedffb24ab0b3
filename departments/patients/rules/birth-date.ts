/** A birth date reckoned from how old somebody looks: the year only, marked as estimated. */
export function birthDateFromAge(years: number, today: string): { birth_date: string; birth_date_estimated: true } {
  const year = Number(today.slice(0, 4)) - years;
  return { birth_date: String(Math.max(year, 1)).padStart(4, '0'), birth_date_estimated: true };
}

/** True when a date, as far as it is known, lies wholly after the day. */
export const isAfter = (partialDate: string, day: string): boolean => partialDate > day.slice(0, partialDate.length);
