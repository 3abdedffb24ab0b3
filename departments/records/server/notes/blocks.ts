import type { Block } from '@openward/platform/print';
import type { NoteSection } from '../../contract/notes.ts';

/** What a printed note says: its sections, a line to sign on, and the hash by which it is held against the signed one. */
export function noteBlocks(sections: readonly NoteSection[], sha256: string): Block[] {
  const told = sections.filter(({ text }) => text.trim() !== '');
  return [
    ...told.flatMap(({ heading, text }): Block[] => [{ kind: 'heading', text: heading }, { kind: 'text', text: text.trim() }]),
    { kind: 'signature' },
    { kind: 'facts', facts: [{ label: 'SHA-256 of the signed text', value: sha256 }] },
  ];
}
