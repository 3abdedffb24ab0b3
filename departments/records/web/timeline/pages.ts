import type { Line } from '../../contract/index.ts';

/** A page of the timeline, as the server answers it. */
export interface TimelinePage {
  /** When it was read. */
  as_of: string;
  lines: Line[];
  groups: { key: string; title: string; date: string | null; lines: number[] }[];
}

export interface JoinedGroup {
  key: string;
  title: string;
  date: string | null;
  lines: Line[];
}

/** The groups of all pages in one row; a group that a page cut in two is one again. */
export function joinPages(pages: readonly Pick<TimelinePage, 'lines' | 'groups'>[]): JoinedGroup[] {
  const joined = new Map<string, JoinedGroup>();
  for (const { lines, groups } of pages) {
    for (const { key, title, date, lines: places } of groups) {
      const found = places.flatMap((place) => lines[place] ?? []);
      const group = joined.get(key);
      if (group === undefined) joined.set(key, { key, title, date, lines: found });
      else group.lines.push(...found);
    }
  }
  return [...joined.values()];
}
