import { randomUUID } from 'node:crypto';
import type { BenchServer } from '../hospital.ts';
import type { Act, Promised } from './acts.ts';

/** Everything that was sent, and what became of it as far as who sent it knows. */
export interface Sent {
  promised: Promised[];
  /** No answer came, or one that says that it may be tried again: it may be done, or not. */
  open: Act[];
}

const signIns = new WeakMap<BenchServer, Map<string, Promise<Record<string, string>>>>();

/** Sends one act. What is answered is promised; what is not stays open. An answer that should not be ends it all. */
async function send(server: BenchServer, act: Act, sent: Sent): Promise<'promised' | 'open'> {
  const sessions = signIns.get(server) ?? new Map<string, Promise<Record<string, string>>>();
  signIns.set(server, sessions);
  let answer: { status: number; text: string };
  try {
    const session = sessions.get(act.role) ?? server.signIn(act.role);
    sessions.set(act.role, session);
    const response = await fetch(`${server.address}${act.path}`, {
      method: 'POST', headers: { ...(await session), 'content-type': 'application/json', 'idempotency-key': act.key, 'x-request-id': randomUUID() }, body: JSON.stringify(act.body),
    });
    answer = { status: response.status, text: await response.text() };
  } catch {
    sessions.delete(act.role);
    sent.open.push(act);
    return 'open';
  }
  if (answer.status === 200 || answer.status === 201) {
    sent.promised.push({ ...act, answer: JSON.parse(answer.text) as Record<string, unknown> });
    return 'promised';
  }
  if (answer.status >= 500 || answer.status === 429 || answer.text.includes('idempotency.busy')) {
    sent.open.push(act);
    return 'open';
  }
  throw new Error(`${act.kind} ${act.key} was answered ${answer.status}: ${answer.text.slice(0, 500)}`);
}

/** So many people who act without a pause until they are told to stop. */
export function writeOn(server: BenchServer, sent: Sent, { people, next }: { people: number; next: () => Act }): { stop(): Promise<void> } {
  let going = true;
  const all = Array.from({ length: people }, async () => {
    while (going && !server.gone) {
      const outcome = await send(server, next(), sent);
      if (outcome === 'open') await new Promise((resolve) => { setTimeout(resolve, 50); });
    }
  });
  const over = Promise.all(all);
  over.catch(() => {});
  return {
    async stop() {
      going = false;
      await over;
    },
  };
}

/** Sends again, under the same keys, what was never answered, until all of it is. Returns how often nothing came. */
export async function settle(server: BenchServer, sent: Sent): Promise<number> {
  let vain = 0;
  const end = Date.now() + 60_000;
  while (sent.open.length > 0) {
    if (Date.now() > end) throw new Error(`${sent.open.length} acts are still not answered a minute after the start`);
    for (const outcome of await Promise.all(sent.open.splice(0).map((act) => send(server, act, sent)))) if (outcome === 'open') vain += 1;
    if (sent.open.length > 0) await new Promise((resolve) => { setTimeout(resolve, 200); });
  }
  return vain;
}
