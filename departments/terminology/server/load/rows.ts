import type { CodeFiles } from './loaded-code.ts';

/** The fields of a line that stands between tabs or bars. */
export const cut = (line: string, by: '\t' | '|') => line.split(by).map((field) => field.trim());

/** Rows of a comma-separated file, each with the names of its columns. A field in quotes may hold commas, quotes and line ends. */
export async function* csvRows(files: CodeFiles, name: string): AsyncGenerator<Record<string, string>> {
  let columns: string[] | undefined;
  let pending = '';
  for await (const line of files.lines(name)) {
    const text = pending === '' ? line : `${pending}\n${line}`;
    if ((text.match(/"/g)?.length ?? 0) % 2 === 1) {
      pending = text;
      continue;
    }
    pending = '';
    if (text.trim() === '') continue;
    const fields = csvFields(text.replace(/^\uFEFF/, ''));
    if (columns === undefined) columns = fields.map((field) => field.trim());
    else yield Object.fromEntries(columns.map((column, at) => [column, fields[at]?.trim() ?? '']));
  }
}

function csvFields(text: string): string[] {
  const fields = text.match(/(?:"(?:[^"]|"")*"|[^,])*(?:,|$)/g) ?? [];
  if (!text.endsWith(',')) fields.pop();
  return fields.map((field) => field.replace(/,$/, '').replace(/^\s*"([\s\S]*)"\s*$/, '$1').replaceAll('""', '"'));
}

/** Rows of a file between tabs, each with the names of its columns. */
export async function* tabRows(files: CodeFiles, name: string): AsyncGenerator<Record<string, string>> {
  let columns: string[] | undefined;
  for await (const line of files.lines(name)) {
    if (line.trim() === '') continue;
    const fields = cut(line.replace(/^\uFEFF/, ''), '\t').map((field) => field.replace(/^"([\s\S]*)"$/, '$1').replaceAll('""', '"'));
    if (columns === undefined) columns = fields;
    else yield Object.fromEntries(columns.map((column, at) => [column, fields[at] ?? '']));
  }
}

/** A year, or a date, in a name: 2026, 20260301. */
export const dateIn = (name: string) => /(?<!\d)(20\d\d(?:[01]\d[0-3]\d)?)(?!\d)/.exec(name)?.[1];
