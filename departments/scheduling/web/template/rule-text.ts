import type { Translate } from '@openward/platform/ui';
import { words } from '@openward/platform/ui';
import type { Template } from '../../contract/index.ts';
import { fromRule, type PlainRule } from '../../rules/template/recurrence.ts';
import { weekdayWords } from '../keep/words.ts';

/** Which weekday of a month. */
export const nthWords: Readonly<Record<string, string>> = { 1: words('first'), 2: words('second'), 3: words('third'), 4: words('fourth'), '-1': words('last') };

/** A rule as one says it: “Every 2 weeks on Mon, Wed”. One that the form cannot say stands as it is written. */
export function ruleText(rule: string, t: Translate): string {
  const plain = fromRule(rule);
  return plain === null ? rule : plainText(plain, t);
}

export function plainText({ every, interval, weekdays, nth }: PlainRule, t: Translate): string {
  const days = weekdays.map((day) => t(weekdayWords[day - 1] ?? '')).join(', ');
  if (every === 'day') return t('{interval, plural, one {Every day} other {Every # days}}', { interval });
  if (every === 'week') return t('{interval, plural, one {Every week on {days}} other {Every # weeks on {days}}}', { interval, days });
  return t('{interval, plural, one {Every month on the {nth} {days}} other {Every # months on the {nth} {days}}}', { interval, nth: t(nthWords[nth] ?? ''), days });
}

/** The hours too. */
export const templateText = ({ rule, from_clock, to_clock }: Pick<Template, 'rule' | 'from_clock' | 'to_clock'>, t: Translate): string =>
  t('{days}, {from} to {to}', { days: ruleText(rule, t), from: from_clock, to: to_clock });
