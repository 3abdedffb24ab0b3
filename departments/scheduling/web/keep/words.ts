import { words } from '@openward/platform/ui';
import type { ResourceKind, VisitType } from '../../contract/index.ts';

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
