import { announce, type Tx } from '@openward/platform/db';
import { liveTopics } from '@openward/platform/http';

liveTopics({ queue: 'visits.queue', board: 'visits.display' });

/** Everybody who looks at a queue, and every public display, learns that something has changed. */
export function tellQueue(tx: Tx): void {
  announce(tx, 'queue');
  announce(tx, 'board');
}
