import type { StopStatus } from '../../contract/queue.ts';

/** Which state of a stop may follow which: the same table as visits.stop_transition, which decides; a test compares them. */
export const stopTransitions: Record<StopStatus, readonly StopStatus[]> = {
  arrived: ['waiting', 'left', 'done'],
  waiting: ['arrived', 'called', 'left', 'done'],
  called: ['in-room', 'waiting', 'no-answer', 'left'],
  'no-answer': ['waiting', 'left'],
  'in-room': ['done', 'waiting'],
  done: [],
  left: [],
};
