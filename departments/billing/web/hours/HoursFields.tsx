import { MultiChoiceField, TextField, useWords, words } from '@openward/platform/ui';
import { weekHoursOf } from '../../rules/price/week.ts';

/** The fields of a form that say at which hours of the week something holds; without a weekday it holds at all. */
export interface HoursValues { weekdays: string[]; time_from: string; time_until: string }
export const noHours: HoursValues = { weekdays: [], time_from: '', time_until: '' };

export const weekdayWords = [words('Monday'), words('Tuesday'), words('Wednesday'), words('Thursday'), words('Friday'), words('Saturday'), words('Sunday')] as const;

/** What is sent of them: null for all hours. Whole days where no time is given. */
export const hoursOf = ({ weekdays, time_from, time_until }: HoursValues): [number, number][] | null =>
  (weekdays.length === 0 ? null : weekHoursOf(weekdays.map(Number), time_from === '' ? '00:00' : time_from, time_until === '' ? '24:00' : time_until));

/** Asks for weekdays and a time of the day. */
export function HoursFields() {
  const t = useWords();
  return (
    <>
      <MultiChoiceField path="weekdays" label={t('Only on')} choices={weekdayWords.map((word, at) => ({ value: String(at + 1), label: t(word) }))} />
      <TextField path="time_from" label={t('From the time')} type="time" span={6} />
      <TextField path="time_until" label={t('Until the time')} type="time" span={6} />
    </>
  );
}
