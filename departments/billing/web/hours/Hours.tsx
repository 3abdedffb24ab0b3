import { useWords, Value } from '@openward/platform/ui';
import type { WeekHours } from '../../rules/price/choose.ts';
import { hoursByDay } from '../../rules/price/week.ts';
import { weekdayWords } from './HoursFields.tsx';

/** At which hours of the week something holds, in words; nothing where it always does. Days in a row with the same hours are one. */
export function Hours({ of }: { of: WeekHours | null }) {
  const t = useWords();
  if (of === null) return null;
  const days = hoursByDay(of).map(({ weekday, times }) => ({ first: weekday, last: weekday, times: times.join(', ') }));
  const runs = days.reduce<typeof days>((all, each) => {
    const before = all.at(-1);
    return before !== undefined && before.last === each.first - 1 && before.times === each.times ? [...all.slice(0, -1), { ...before, last: each.last }] : [...all, each];
  }, []);
  const name = (weekday: number) => t(weekdayWords[weekday - 1] ?? '');
  return runs.map(({ first, last, times }) => <span key={first}>{first === last ? name(first) : `${name(first)} – ${name(last)}`} <Value script="latin">{times}</Value> </span>);
}
