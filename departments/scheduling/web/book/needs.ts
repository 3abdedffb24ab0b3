import type { AskedWish, ResourceKind } from '../../contract/index.ts';

/** What is chosen in a list of calendars: one of them, or any of a kind (`kind:room`). */
export const needOf = (chosen: string): AskedWish['needs'][number] =>
  (chosen.startsWith('kind:') ? { kind: chosen.slice(5) as ResourceKind } : { resource_ids: [chosen] });

/** The calendar days of a series that begins on one. */
export const seriesDates = (first: string, weeks: number, times: number): string[] =>
  Array.from({ length: times }, (_each, at) => new Date(Date.parse(`${first}T12:00:00Z`) + at * weeks * 7 * 86_400_000).toISOString().slice(0, 10));
