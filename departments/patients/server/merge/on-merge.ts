import type { Tx } from '@openward/platform/db';

/** Two records that become one, or cease to be. */
export interface MergedPair {
  merge_id: string;
  surviving_id: string;
  merged_id: string;
}

/** Something written since a merge in a department's own tables, which a person assigns to one of the two. */
export interface Written {
  /** Unique within the department. */
  key: string;
  what: string;
  at: Date;
  by: { account_id: string | null; name: string };
  /** The record under which it was written. */
  patient_id: string;
}

/**
 * What a department does when records are merged. Rows keep the patient they were written for, and reads range over all
 * records of the person (`aliasSet`): a department registers only what that does not cover.
 */
export interface MergeFollower {
  /** The department's name; part of the keys of what it wrote. */
  department: string;
  /** What of it is read under the surviving record from then on, for the preview. */
  count?(tx: Tx, patient_ids: readonly string[]): Promise<{ kind: string; count: number }[]>;
  /** Why the two cannot be merged now, such as two open stays. */
  hindrances?(tx: Tx, pair: Omit<MergedPair, 'merge_id'>): Promise<{ code: string; message: string }[]>;
  merged?(tx: Tx, pair: MergedPair): Promise<void>;
  /** What it wrote for any of these patients since the merge. */
  writtenSince?(tx: Tx, patient_ids: readonly string[], since: Date): Promise<Written[]>;
  /** Gives what it wrote to one of the two. Called before the alias is taken away. */
  assign?(tx: Tx, pair: MergedPair, key: string, patient_id: string): Promise<void>;
  undone?(tx: Tx, pair: MergedPair): Promise<void>;
}

const followers = new Map<string, MergeFollower>();

/** Registers what must follow a merge. Called once by each department, when it is loaded. */
export function onMerge(follower: MergeFollower): void {
  if (followers.has(follower.department)) throw new Error(`${follower.department} follows merges already`);
  followers.set(follower.department, follower);
}

/** All departments that follow merges, in the order in which they were loaded. */
export const mergeFollowers = (): MergeFollower[] => [...followers.values()];

/** Forgets a follower; for tests. */
export const forgetFollower = (department: string): boolean => followers.delete(department);
