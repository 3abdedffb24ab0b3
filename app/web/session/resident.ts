import { useSyncExternalStore } from 'react';

/**
 * The person whose screens are drawn. It is not the same as who is signed in: when a session ends by itself, the screens
 * of its person stay behind a curtain, so that what was typed is there when the same person signs in again.
 */
let resident: string | null = null;
const listeners = new Set<() => void>();

export function setResident(account_id: string | null): void {
  if (resident === account_id) return;
  resident = account_id;
  for (const listener of listeners) listener();
}

export function useResident(): string | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => resident,
  );
}
