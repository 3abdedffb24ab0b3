import { useFieldValue, useWords } from '@openward/platform/ui';
import type { HarmWeights } from '../../contract/index.ts';
import { examples, harmOf } from '../../rules/harm/examples.ts';
import classes from './keep.module.css';
import { exampleWords } from './words.ts';

/** What some moves come to by the weights as they stand in the form, the least first: that is whom the hospital would rather move. */
export function HarmExample() {
  const t = useWords();
  const weights: HarmWeights = {
    missed_date: pointsOf(useFieldValue('missed_date')), missed_day: pointsOf(useFieldValue('missed_day')), other_day: pointsOf(useFieldValue('other_day')),
    other_clinician: pointsOf(useFieldValue('other_clinician')), each_patient: pointsOf(useFieldValue('each_patient')), short_notice: pointsOf(useFieldValue('short_notice')),
    short_notice_hours: pointsOf(useFieldValue('short_notice_hours')), minute_moved: pointsOf(useFieldValue('minute_moved')),
    // What moves themselves do not come to.
    minute_urgent_waits: 0, protect_days: 0, days_ahead: 1,
  };
  const told = examples.map((each) => ({ id: each.id, harm: harmOf(each, weights) })).toSorted((one, other) => one.harm - other.harm);
  return (
    <section aria-label={t('What this comes to')}>
      <h2>{t('What this comes to')}</h2>
      <p className="quiet">{t('Somebody must make room. The way with the fewest points is proposed first:')}</p>
      <ol className={classes.examples} aria-live="polite">
        {told.map(({ id, harm }) => <li key={id}>{t(exampleWords[id])}: <strong>{t('{harm} points', { harm })}</strong></li>)}
      </ol>
    </section>
  );
}

/** A field that is empty, or half typed, counts nothing. */
const pointsOf = (value: unknown): number => Number(value) || 0;
