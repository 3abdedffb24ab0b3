import type { Writable } from 'node:stream';
import type pg from 'pg';

const held = new WeakSet<Writable>();

/**
 * Has what is asked of a client until this turn of the event loop is over sent by one write: BEGIN with the first statement, those that
 * are asked side by side, the last with COMMIT. A write to a socket costs more than most statements take to be made ready.
 */
export function sendTogether(client: pg.ClientBase): void {
  // Not in the types of pg, which itself holds the stream of a client while it writes the messages of one statement.
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection;
  if (held.has(stream)) return;
  held.add(stream);
  stream.cork();
  process.nextTick(() => {
    held.delete(stream);
    stream.uncork();
  });
}
