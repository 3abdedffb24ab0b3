import type { Tx } from '@openward/platform/db';

/** A resource that was written or deleted. */
export interface Written {
  type: string;
  id: string;
  /** Where this version came from; null where it was deleted. */
  source: string | null;
}

/** Does what follows from it, in the transaction that writes. It is told which, and looks at how they stand. */
export type FollowsWrites = (tx: Tx, written: readonly Written[]) => Promise<void>;

const followers = new Map<string, Map<string, FollowsWrites>>();

/** A department below tells what follows when resources of a type are written, such as what a procedure costs; whichever way they come in. */
export function followWrites(type: string, department: string, follow: FollowsWrites): void {
  followers.set(type, new Map(followers.get(type)).set(department, follow));
}

/** Tells those who follow. */
export async function tellFollowers(tx: Tx, written: readonly Written[]): Promise<void> {
  for (const [type, following] of followers) {
    const own = written.filter((each) => each.type === type);
    if (own.length > 0) for (const follow of following.values()) await follow(tx, own);
  }
}
