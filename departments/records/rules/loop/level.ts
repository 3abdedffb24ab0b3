import type { LoopLevel } from '../../contract/loop.ts';

const hour = 3_600_000;

/** How long after its due time a loop concerns more than its owner. */
const until = { department: 24 * hour, hospital: 72 * hour } as const;

/** Whom it concerns that something is not closed yet: the longer overdue, the more people. */
export function levelOf(due: Date, now: Date): LoopLevel {
  const late = now.getTime() - due.getTime();
  if (late <= 0) return 'on_time';
  if (late < until.department) return 'owner';
  return late < until.hospital ? 'department' : 'hospital';
}
