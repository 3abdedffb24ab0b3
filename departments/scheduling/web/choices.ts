import { words } from '@openward/platform/ui';
import type { AppointmentStatus } from '../contract/index.ts';

export const statusWords: Readonly<Record<AppointmentStatus, string>> = {
  booked: words('Booked'),
  arrived: words('Has come'),
  fulfilled: words('Was seen'),
  noshow: words('Did not come'),
  cancelled: words('Called off'),
  'entered-in-error': words('Entered in error'),
};

/** Where an appointment stands, as a shape: whoever does not see the colour sees this. */
export const statusShapes: Readonly<Record<AppointmentStatus, string>> = {
  booked: '○', arrived: '◐', fulfilled: '●', noshow: '✕', cancelled: '–', 'entered-in-error': '–',
};

/** What takes time out of a calendar. Why somebody is on leave is nobody’s business here. */
export const offWords: Readonly<Record<'leave' | 'holiday' | 'block', string>> = { leave: words('On leave'), holiday: words('Holiday'), block: words('Blocked') };

/** Why appointments must be looked at. Families are told by people. */
export const taskWords: Readonly<Record<'died' | 'lives' | 'overlap', string>> = {
  died: words('The patient died: these appointments were called off, and nobody was told'),
  lives: words('The death was an error: these appointments were called off, and are not booked again by themselves'),
  overlap: words('Two records were merged: these appointments lie at the same time'),
};
