import { words } from '@openward/platform/ui';
import type { HarmReason } from '../../contract/index.ts';

/** In what the harm of a move lies, as a person says it. */
export const harmWords: Readonly<Record<HarmReason, string>> = {
  missed_date: words('misses the day by which they are to be seen'),
  other_day: words('comes on another day'),
  other_clinician: words('is seen by somebody else'),
  short_notice: words('is told late'),
  earlier: words('comes earlier, as they said that they could'),
  later: words('comes later'),
};

/** Until when somebody urgent must be seen: hours from now. */
export const limits: readonly { hours: number; label: string }[] = [
  { hours: 1, label: words('Within an hour') },
  { hours: 2, label: words('Within two hours') },
  { hours: 4, label: words('Within four hours') },
  { hours: 12, label: words('Within twelve hours') },
  { hours: 24, label: words('Within a day') },
  { hours: 72, label: words('Within three days') },
  { hours: 168, label: words('Within a week') },
];
