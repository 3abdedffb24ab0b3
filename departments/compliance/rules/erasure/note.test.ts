import { expect, test } from 'vitest';
import { type ErasureNote, erasureOf, noteFile, noteText, readNote, signedText } from './note.ts';

const note: ErasureNote = { erasure_id: '01a20b2f-58c0-7a48-917f-1e64b1a0d365', record_ids: ['01a20b2d-3aff-7525-9360-f58fb156c668'], categories: ['contact', 'clinical'], erased_at: '2026-11-24T01:00:00.000Z' };

test('a note is read as it was written, and its file is known by its name', () => {
  expect(readNote(noteText(note, 'abc'))).toEqual({ note, seal: 'abc' });
  expect(erasureOf(noteFile(note.erasure_id))).toBe(note.erasure_id);
  expect(['openward-erasure-x.json', 'openward-2026.backup', 'openward-erasure-../../../../../../../../../etc.json'].map(erasureOf)).toEqual([null, null, null]);
});

test('the seal is over all that it says', () => {
  const others: ErasureNote[] = [{ ...note, categories: ['contact'] }, { ...note, record_ids: [] }, { ...note, erased_at: '2026-11-25T01:00:00.000Z' }, { ...note, erasure_id: note.record_ids[0]! }];
  expect(new Set([note, ...others].map(signedText)).size).toBe(5);
});

test.each(['', '{}', 'null', '[]', 'x', noteText({ ...note, categories: [] }, 'a'), noteText({ ...note, record_ids: ['1; drop'] }, 'a'), noteText({ ...note, erased_at: 'soon' }, 'a'), noteText({ ...note, categories: ['kept' as 'contact'] }, 'a')])('what is no note is none: %j', (text) => {
  expect(readNote(text)).toBeNull();
});
