import type { NoteSection } from '../../contract/notes.ts';

/** The whole text of a note, as it is signed: its title, and each section that says something, under its heading. */
export function noteText(title: string, sections: readonly NoteSection[]): string {
  const told = sections.filter(({ text }) => text.trim() !== '');
  return [title, ...told.map(({ heading, text }) => `${heading}\n${text.trim()}`)].join('\n\n');
}

/** True when no section says anything: there is nothing to sign. */
export const saysNothing = (sections: readonly NoteSection[]): boolean => sections.every(({ text }) => text.trim() === '');
