/** How long before the lock a person is warned. */
export function warningMs(lock_after_ms: number): number {
  return Math.min(60_000, Math.max(10_000, lock_after_ms / 5));
}

export type IdleStage = { stage: 'active' } | { stage: 'warned'; seconds_left: number } | { stage: 'idle' };

/** Where a person stands who last acted then. */
export function idleStage(now: number, acted_at: number, lock_after_ms: number): IdleStage {
  const left = acted_at + lock_after_ms - now;
  if (left <= 0) return { stage: 'idle' };
  return left <= warningMs(lock_after_ms) ? { stage: 'warned', seconds_left: Math.ceil(left / 1_000) } : { stage: 'active' };
}
