/** How long somebody may wait, in days. */
export const allowedDays = { urgent: 7, soon: 28, routine: 90 } as const;
export type Urgency = keyof typeof allowedDays;

/** What counts for the place on the waiting list. */
export interface Waits {
  id: string;
  urgency: Urgency;
  put_at: Date;
  /** The day by which a clinician wants the patient seen; otherwise the urgency says it. */
  target_on: string | null;
  /** How many offers were passed on, or not answered. */
  declined: number;
}

/** Why somebody stands where they stand, to be told beside the rank. */
export interface Standing {
  /** Seen by then, all is as it should be. */
  due: Date;
  waited_days: number;
  /** Days beyond the due time; null while it lies ahead. */
  overdue_days: number | null;
  /** Days by which offers that were passed on put the due time back. */
  put_back_days: number;
}

const day = 86_400_000;
const back_for_each = 2;
const back_at_most = 6;

/** When somebody is due, and what makes it so. */
export function standingOf({ urgency, put_at, target_on, declined }: Waits, now: Date): Standing {
  const put_back_days = Math.min(declined * back_for_each, back_at_most);
  const aim = target_on === null ? put_at.getTime() + allowedDays[urgency] * day : Date.parse(`${target_on}T23:59:59Z`);
  const due = new Date(aim + put_back_days * day);
  const over = Math.floor((now.getTime() - due.getTime()) / day);
  return { due, put_back_days, waited_days: Math.max(0, Math.floor((now.getTime() - put_at.getTime()) / day)), overdue_days: over >= 0 ? over : null };
}

const order: readonly Urgency[] = ['urgent', 'soon', 'routine'];

/**
 * Those who wait, in the order in which they are offered what fits: whoever is due first comes first. Urgency and a target date bring the due time
 * near, waiting uses it up. Nobody starves: whoever comes in after somebody is due stands behind them, however urgent the ones that follow are.
 */
export function ranked<Each extends Waits>(all: readonly Each[], now: Date): (Each & { rank: number; standing: Standing })[] {
  return all
    .map((each) => ({ ...each, standing: standingOf(each, now) }))
    .sort((one, other) => one.standing.due.getTime() - other.standing.due.getTime()
      || order.indexOf(one.urgency) - order.indexOf(other.urgency)
      || one.put_at.getTime() - other.put_at.getTime()
      || (one.id < other.id ? -1 : 1))
    .map((each, at) => ({ ...each, rank: at + 1 }));
}
