import type { NoteSection } from '../../contract/index.ts';

/** The sections of a template as one writes them: `# Heading`, and beneath it what stands there at first. */
export const textOf = (sections: readonly NoteSection[]): string =>
  sections.map(({ heading, text }) => (text === '' ? `# ${heading}` : `# ${heading}\n${text}`)).join('\n');

/** Reads them back. What stands before the first heading has none, and is refused by the schema. */
export function sectionsOf(text: string): NoteSection[] {
  const sections: NoteSection[] = [];
  for (const line of text.trim().split('\n')) {
    const heading = /^#\s*(.*)$/.exec(line)?.[1];
    const last = sections.at(-1);
    if (heading !== undefined) sections.push({ heading: heading.trim(), text: '' });
    else if (last === undefined) sections.push({ heading: '', text: line });
    else last.text = last.text === '' ? line : `${last.text}\n${line}`;
  }
  return sections;
}
