const minute = 60_000;

/** From when and until when somebody may check in for an appointment by telephone. */
export const windowOf = (start: string, { before_minutes, after_minutes }: { before_minutes: number; after_minutes: number }): { from: Date; until: Date } =>
  ({ from: new Date(Date.parse(start) - before_minutes * minute), until: new Date(Date.parse(start) + after_minutes * minute) });

/** How an appointment stands for whoever holds the link. */
export interface Asked {
  now: Date;
  start: string;
  /** On the day of the hospital that it is now. */
  today: boolean;
  status: string;
  /** The link is of this version of it. */
  current: boolean;
  checked_in: boolean;
  active: boolean;
  /** Some service point takes its patients. */
  has_point: boolean;
  before_minutes: number;
  after_minutes: number;
}

/** What the page says, and whether the button is there: only `open` checks in. */
export type PhoneState = 'checked-in' | 'off' | 'outdated' | 'desk' | 'early' | 'late' | 'open';

export function phoneState(it: Asked): PhoneState {
  if (it.checked_in) return 'checked-in';
  if (['cancelled', 'entered-in-error'].includes(it.status)) return 'off';
  if (!it.current) return 'outdated';
  if (!it.active || !it.has_point || it.status !== 'booked') return 'desk';
  const { from, until } = windowOf(it.start, it);
  if (it.now > until) return 'late';
  return it.now < from || !it.today ? 'early' : 'open';
}
