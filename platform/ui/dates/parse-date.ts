const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * Reads a date as people type it, the day before the month: `21-Mar-1984`, `21/3/1984`, `21.03.84`, `1984-03-21`,
 * `21031984`, `Mar 1984`, `3/1984`, `1984`. Gives YYYY-MM-DD, YYYY-MM or YYYY; null where it is no date.
 * Two digits of a year are the latest such year that has come.
 */
export function parseDate(text: string, today: Date = new Date()): string | null {
  const typed = westernDigits(text).trim().toLowerCase();
  const digits = /^(\d{2})(\d{2})(\d{4})$/.exec(typed);
  const parts = digits === null ? typed.split(/[\s/.,-]+/).filter(Boolean) : digits.slice(1);
  if (parts.length < 1 || parts.length > 3) return null;
  const [first = '', ...others] = parts;
  const yearFirst = /^\d{4}$/.test(first);
  const [year, month, day] = yearFirst ? [first, ...others] : [...parts].reverse();
  return join(yearOf(year ?? '', today), month === undefined ? undefined : monthOf(month), day === undefined ? undefined : Number(day));
}

function join(year: number | null, month: number | null | undefined, day: number | undefined): string | null {
  if (year === null || month === null) return null;
  const text = String(year).padStart(4, '0');
  if (month === undefined) return text;
  if (month < 1 || month > 12) return null;
  const withMonth = `${text}-${String(month).padStart(2, '0')}`;
  if (day === undefined) return withMonth;
  const last = new Date(Date.UTC(2000, 0, 1)).setUTCFullYear(year, month, 0);
  if (!Number.isInteger(day) || day < 1 || day > new Date(last).getUTCDate()) return null;
  return `${withMonth}-${String(day).padStart(2, '0')}`;
}

function yearOf(text: string, today: Date): number | null {
  if (/^\d{4}$/.test(text)) return Number(text);
  if (!/^\d{2}$/.test(text)) return null;
  const century = Math.floor(today.getFullYear() / 100) * 100;
  const year = century + Number(text);
  return year > today.getFullYear() ? year - 100 : year;
}

function monthOf(text: string): number | null {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  const index = text.length < 3 ? -1 : months.indexOf(text.slice(0, 3));
  return index === -1 ? null : index + 1;
}

/** Arabic-Indic and Persian digits as 0–9. */
function westernDigits(text: string): string {
  return text.replace(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));
}
