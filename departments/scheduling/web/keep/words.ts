import { words } from '@openward/platform/ui';
import type { HarmWeights, ResourceKind, VisitType } from '../../contract/index.ts';
import type { ExampleId } from '../../rules/harm/examples.ts';

/** What a calendar is of. */
export const resourceKindWords: Readonly<Record<ResourceKind, string>> = { clinician: words('Clinician'), room: words('Room'), equipment: words('Equipment') };

/** Who may book a kind of appointment. */
export const bookerWords: Readonly<Record<VisitType['bookable_by'][number], string>> = { desk: words('The desk'), clinician: words('A clinician'), patient: words('The patient') };

export const colourWords: Readonly<Record<VisitType['colour'], string>> = {
  teal: words('Teal'), blue: words('Blue'), grape: words('Purple'), orange: words('Orange'), pink: words('Pink'), gray: words('Grey'),
};
export const shapeWords: Readonly<Record<VisitType['shape'], string>> = { round: words('Circle'), square: words('Square'), diamond: words('Diamond'), triangle: words('Triangle') };

/** Monday first, as ISO 8601 counts. */
export const weekdayWords: readonly string[] = [words('Mon'), words('Tue'), words('Wed'), words('Thu'), words('Fri'), words('Sat'), words('Sun')];

export const exceptionWords: Readonly<Record<'leave' | 'holiday' | 'block', string>> = { leave: words('Leave'), holiday: words('Holiday'), block: words('Blocked') };

/** The weights of harm, in what they count, and what they are counted in where it is not points. */
export const weightWords: readonly (readonly [keyof HarmWeights, string, string | null])[] = [
  ['missed_date', words('The day by which somebody is to be seen is missed'), words('points')],
  ['missed_day', words('Each day beyond that'), words('points')],
  ['other_day', words('Each day between the old and the new'), words('points')],
  ['other_clinician', words('Somebody else sees the patient'), words('points')],
  ['each_patient', words('Each patient who is moved'), words('points')],
  ['short_notice', words('Told late'), words('points')],
  ['short_notice_hours', words('Late is less before than'), words('hours')],
  ['minute_moved', words('Each minute later or earlier on the same day'), words('points')],
  ['minute_urgent_waits', words('Each minute that the urgent one waits'), words('points')],
  ['protect_days', words('Nobody is moved twice within'), words('days')],
  ['days_ahead', words('New times are looked for on the next'), words('days')],
];

/** Moves that a hospital would weigh against each other. */
export const exampleWords: Readonly<Record<ExampleId, string>> = {
  'an-hour': words('One patient an hour later, told three days before'),
  'an-hour-late': words('One patient an hour later, told two hours before'),
  colleague: words('One patient at the same time with somebody else'),
  'next-day': words('One patient on the next day'),
  'two-of-them': words('Two patients half an hour later each'),
  misses: words('One patient two days later, past the day by which they are to be seen'),
};
