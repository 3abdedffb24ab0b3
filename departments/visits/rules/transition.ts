import type { VisitStatus } from '../contract/visit.ts';

/** Which state may follow which: the same table as visits.transition, which decides; a test compares them. */
export const transitions: Record<VisitStatus, readonly VisitStatus[]> = {
  planned: ['arrived', 'in-progress', 'cancelled', 'entered-in-error'],
  arrived: ['triaged', 'in-progress', 'finished', 'cancelled', 'entered-in-error'],
  triaged: ['in-progress', 'finished', 'cancelled', 'entered-in-error'],
  'in-progress': ['onleave', 'finished', 'entered-in-error'],
  onleave: ['in-progress', 'finished', 'entered-in-error'],
  finished: ['in-progress', 'entered-in-error'],
  cancelled: ['entered-in-error'],
  'entered-in-error': [],
};

/** What may follow, as the visit stands. One that is over is opened again by an act of its own. */
export function nextOf(status: VisitStatus): VisitStatus[] {
  return transitions[status].filter((next) => !(status === 'finished' && next === 'in-progress'));
}
