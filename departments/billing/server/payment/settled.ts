import type { Tx } from '@openward/platform/db';

type FollowsSettling = (tx: Tx, invoice_id: string, by_name: string) => Promise<void>;

const followers: FollowsSettling[] = [];

/** Tells what follows when an invoice has been paid whole, or is owed again. Invoices take payments and not the other way. */
export function onSettled(follow: FollowsSettling): void {
  followers.push(follow);
}

export async function tellSettled(tx: Tx, invoice_id: string, by_name: string): Promise<void> {
  for (const follow of followers) await follow(tx, invoice_id, by_name);
}
