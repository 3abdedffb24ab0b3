import { erasable, type ErasureCategory } from './retention.ts';

/** What is kept of an erasure outside the database, beside the backups: keys, and nothing that is erased. */
export interface ErasureNote {
  erasure_id: string;
  record_ids: string[];
  categories: ErasureCategory[];
  erased_at: string;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const file = /^openward-erasure-([0-9a-f-]{36})\.json$/;

export const noteFile = (erasure_id: string): string => `openward-erasure-${erasure_id}.json`;

/** The erasure that a file is of; null where it is another file. */
export function erasureOf(name: string): string | null {
  const id = file.exec(name)?.[1];
  return id !== undefined && uuid.test(id) ? id : null;
}

/** What the seal of a note is made over. */
export const signedText = ({ erasure_id, record_ids, categories, erased_at }: ErasureNote): string => JSON.stringify([erasure_id, record_ids, categories, erased_at]);

/** The text of a note. */
export const noteText = (note: ErasureNote, seal: string): string => `${JSON.stringify({ ...note, seal })}\n`;

/** Reads a note; null where it is none. Whether the seal is ours is for the caller to say. */
export function readNote(text: string): { note: ErasureNote; seal: string } | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const { erasure_id, record_ids, categories, erased_at, seal } = value as Record<string, unknown>;
  const isId = (each: unknown): each is string => typeof each === 'string' && uuid.test(each);
  const isCategory = (each: unknown): each is ErasureCategory => erasable.some((category) => category === each);
  if (!isId(erasure_id) || !Array.isArray(record_ids) || !record_ids.every(isId) || !Array.isArray(categories) || categories.length === 0 || !categories.every(isCategory)) return null;
  if (typeof erased_at !== 'string' || Number.isNaN(Date.parse(erased_at)) || typeof seal !== 'string') return null;
  return { note: { erasure_id, record_ids, categories, erased_at }, seal };
}
