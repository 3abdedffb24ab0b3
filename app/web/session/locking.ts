import { authClient, ServerProblem, type Session } from '@openward/platform/ui';
import { useSyncExternalStore } from 'react';

const again_ms = 2_000;
const listeners = new Set<() => void>();
/** The person has locked the screen, and the server has not confirmed it yet. */
let wanted = false;

function want(value: boolean): void {
  wanted = value;
  for (const listener of listeners) listener();
}

/** True while the screen is locked and the server does not know it: an answer that says “active” must not open it. */
export function useLockWanted(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => wanted,
  );
}

/** Locks at once here, and at the server as soon as it can be reached. */
export async function lockNow(): Promise<Session> {
  want(true);
  for (;;) {
    try {
      const session = await authClient.lock({});
      want(false);
      return session;
    } catch (error) {
      if (error instanceof ServerProblem && error.status !== 0) {
        // The session has ended: there is nothing left to lock.
        want(false);
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, again_ms));
    }
  }
}

/** Unlocks by the password, after the server has learnt of the lock. */
export async function unlockNow(password: string): Promise<Session> {
  if (wanted) {
    await authClient.lock({});
    want(false);
  }
  return authClient.unlock({ password });
}
