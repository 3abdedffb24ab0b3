/**
 * What was typed and not saved, kept in the memory of this tab and nowhere else: it is patients' data. A draft belongs to
 * its author and its patient; another person at the same workstation never sees it.
 */
export interface Draft {
  values: unknown;
  /** What the form started from: a draft over an older version must meet the newer one as a conflict, not undo it. */
  saved: unknown;
  at: Date;
}

export interface DraftKey {
  author: string;
  /** The patient whom it is about, or `none`. */
  patient: string;
  form: string;
}

const drafts = new Map<string, Draft>();

const keyOf = ({ author, patient, form }: DraftKey) => [author, patient, form].join(' ');

export function keepDraft(key: DraftKey, values: unknown, saved: unknown = null): void {
  drafts.set(keyOf(key), { values: structuredClone(values), saved, at: new Date() });
}

export function findDraft(key: DraftKey): Draft | undefined {
  return drafts.get(keyOf(key));
}

export function dropDraft(key: DraftKey): void {
  drafts.delete(keyOf(key));
}

/** Forgets every draft of a person, as signing out does. */
export function dropDraftsOf(author: string): void {
  for (const key of drafts.keys()) if (key.startsWith(`${author} `)) drafts.delete(key);
}
