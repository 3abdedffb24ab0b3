import type { Tx } from '../db/index.ts';

/** Something that an upstream department told, in the transaction in which it happened. */
export interface OutboxEvent {
  id: string;
  name: string;
  subject_id: string;
  other_id: string | null;
  at: Date;
}

export interface Consumer {
  /** The department. */
  name: string;
  act: (tx: Tx, event: OutboxEvent) => Promise<void>;
}

const consumers = new Map<string, Consumer[]>();

/**
 * A department downstream tells what it does when something happens upstream. It runs in a transaction of the system that also notes that it ran;
 * when it throws it is tried again. What it is told of may have changed since: it looks at how things stand now.
 */
export function onEvent(event: string, name: string, act: Consumer['act']): void {
  const others = (consumers.get(event) ?? []).filter((each) => each.name !== name);
  consumers.set(event, [...others, { name, act }]);
}

export const consumersOf = (event: string): readonly Consumer[] => consumers.get(event) ?? [];
