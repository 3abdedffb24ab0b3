import type { Group, Grouping, Line } from '../../contract/timeline.ts';

/** What a visit is called, for the head of its group. */
export interface Visit {
  id: string;
  title: string;
  date: string | null;
}

/**
 * Puts lines that belong together under one head, keeping their order: a group stands where its first line does.
 * What came out of no visit is grouped by its month, so that it stays in its place in time.
 */
export function groupLines(lines: readonly Line[], grouping: Grouping, visits: readonly Visit[] = []): Group[] {
  const known = new Map(visits.map((visit) => [visit.id, visit]));
  const groups = new Map<string, Group>();
  for (const [place, line] of lines.entries()) {
    const head = headOf(line, grouping, known);
    let group = groups.get(head.key);
    if (group === undefined) groups.set(head.key, (group = { ...head, lines: [] }));
    group.lines.push(place);
  }
  return [...groups.values()];
}

function headOf(line: Line, grouping: Grouping, visits: ReadonlyMap<string, Visit>): Omit<Group, 'lines'> {
  if (grouping === 'kind') return { key: line.kind, title: line.kind, date: null };
  if (grouping === 'visit' && line.visit_id !== null) {
    const visit = visits.get(line.visit_id);
    return { key: line.visit_id, title: visit?.title ?? '', date: visit?.date ?? line.date };
  }
  // A year alone has no month: it is a group of its own.
  const month = line.date?.slice(0, 7) ?? 'none';
  const key = grouping === 'visit' ? `none-${month}` : month;
  return { key, title: grouping === 'visit' ? '' : month, date: line.date === null ? null : month };
}
