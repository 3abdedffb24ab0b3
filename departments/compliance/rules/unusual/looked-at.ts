/** What was done from one instant to another. Instants as text that sorts: UTC, to the millisecond. */
export interface Span {
  first_at: string;
  last_at: string;
}

/** Whether one look saw all of it; what came before or after its time waits. */
export const isLookedAt = (access: Span, looks: readonly Span[]): boolean =>
  looks.some(({ first_at, last_at }) => first_at <= access.first_at && access.last_at <= last_at);

/** What nobody looked at first; else as they come. */
export const openFirst = <Each extends { open: boolean }>(all: readonly Each[]): Each[] => [...all.filter(({ open }) => open), ...all.filter(({ open }) => !open)];
