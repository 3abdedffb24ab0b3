import { printedDate } from '@openward/platform/time';

/** A line of the chart, as much of it as a copy says. */
export interface CopiedLine {
  kind: string;
  date: string | null;
  title: string;
  value: string | null;
  unit: string | null;
}

type Part = { kind: 'heading'; text: string } | { kind: 'table'; head: string[]; rows: string[][] };

/** The record as somebody who is no doctor reads it: a table to each kind of entry, newest first. */
export function copiedParts(lines: readonly CopiedLine[], headings: Readonly<Record<string, string>>): Part[] {
  const kinds = [...new Set(lines.map(({ kind }) => kind))];
  return kinds.flatMap((kind): Part[] => [
    { kind: 'heading', text: headings[kind] ?? kind },
    {
      kind: 'table', head: ['Date', 'What', 'Value'],
      rows: lines.filter((line) => line.kind === kind).map(({ date, title, value, unit }) => [date === null ? 'not known' : printedDate(date), title, [value, unit].filter(Boolean).join(' ') || '–']),
    },
  ]);
}
