import type { Tx } from '@openward/platform/db';
import type { Period } from '../contract/index.ts';

/** Refuses by a Problem that a period is closed. */
export type BeforeClose = (tx: Tx, period: Period) => Promise<void>;

const checks = new Map<string, BeforeClose>();

/** A department below tells what must be done before a period is closed, such as its tills. Asked once nobody is posting any more. */
export function beforeClose(name: string, check: BeforeClose): void {
  checks.set(name, check);
}

/** Asks everybody; throws the first refusal. */
export async function askBeforeClose(tx: Tx, period: Period): Promise<void> {
  for (const check of checks.values()) await check(tx, period);
}
