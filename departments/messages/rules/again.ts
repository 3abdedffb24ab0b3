const minutes = [1, 5, 15, 60, 240];

/** When a message that surely was not taken is tried again; null when it has been tried enough. */
export function tryAgainAt(tries: number, now: Date): Date | null {
  const pause = minutes[tries - 1];
  return pause === undefined ? null : new Date(now.getTime() + pause * 60_000);
}

/** What came of handing a message over. Only what is sure is `refused`: where the answer was lost it may have gone out. */
export type Outcome =
  | { is: 'sent'; provider_id: string | null }
  | { is: 'refused'; why: string; again: boolean }
  | { is: 'unknown'; why: string };
