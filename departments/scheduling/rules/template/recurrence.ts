/** Days that come again, as one fills in a form: every so many days, weeks on some weekdays, or months on their nth weekday. */
export interface PlainRule {
  every: 'day' | 'week' | 'month';
  interval: number;
  /** 1 is Monday. None for every day. */
  weekdays: number[];
  /** Which of the month: 1 to 4, or -1 for the last. */
  nth: number;
}

const codes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const frequencies = { day: 'DAILY', week: 'WEEKLY', month: 'MONTHLY' } as const;

/** The recurrence of RFC 5545. */
export function toRule({ every, interval, weekdays, nth }: PlainRule): string {
  const days = [...new Set(weekdays)].sort((a, b) => a - b).map((day) => `${every === 'month' ? nth : ''}${codes[day - 1]}`);
  return [
    `FREQ=${frequencies[every]}`, ...(interval === 1 ? [] : [`INTERVAL=${interval}`]), ...(every === 'day' || days.length === 0 ? [] : [`BYDAY=${days.join(',')}`]),
  ].join(';');
}

/** What the form shows of a rule; null for one that was written over the API and that the form cannot say. */
export function fromRule(rule: string): PlainRule | null {
  const parts = new Map(rule.split(';').map((part) => part.split('=') as [string, string]));
  const every = (Object.keys(frequencies) as PlainRule['every'][]).find((each) => frequencies[each] === parts.get('FREQ'));
  if (every === undefined || parts.has('BYMONTHDAY') || (parts.get('WKST') ?? 'MO') !== 'MO') return null;
  const days = (parts.get('BYDAY') ?? '').split(',').filter(Boolean).map((text) => /^(-?\d)?([A-Z]{2})$/.exec(text));
  const nths = new Set(days.map((day) => day?.[1]));
  const nth = Number([...nths][0] ?? 1);
  if (nths.size > 1 || (every === 'month') !== (nths.size === 1 && !nths.has(undefined)) || ![1, 2, 3, 4, -1].includes(nth) || (every === 'day' && days.length > 0)) return null;
  return { every, interval: Number(parts.get('INTERVAL') ?? 1), weekdays: days.map((day) => codes.indexOf(day?.[2] ?? '') + 1), nth };
}

const minutes_a_day = 1440;
const clockOf = (minutes: number): string => {
  const within = ((minutes % minutes_a_day) + minutes_a_day) % minutes_a_day;
  return `${String(Math.floor(within / 60)).padStart(2, '0')}:${String(within % 60).padStart(2, '0')}`;
};

/** A time of the day some minutes later; it stays on its day. */
export const shiftClock = (clock: string, minutes: number): string => clockOf(Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5)) + minutes);

/** The same rule some days later: Mondays become Tuesdays. The nth weekday of a month keeps its day, since no rule says the day after it. */
export const shiftDays = (rule: PlainRule, days: number): PlainRule =>
  (rule.every === 'week' ? { ...rule, weekdays: rule.weekdays.map((day) => ((((day - 1 + days) % 7) + 7) % 7) + 1).sort((a, b) => a - b) } : rule);
