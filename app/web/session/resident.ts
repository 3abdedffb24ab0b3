import { useSyncExternalStore } from 'react';

interface Residence {
  /**
   * The person whose screens are drawn. It is not the same as who is signed in: when a session ends by itself, the screens
   * of its person stay behind a curtain, so that what was typed is there when the same person signs in again.
   */
  account_id: string | null;
  /** One person has left and the next has not come: no screen is drawn, or the next would open the patient of the one before. */
  changing: boolean;
}

let residence: Residence = { account_id: null, changing: false };
const listeners = new Set<() => void>();

function set(next: Partial<Residence>): void {
  residence = { ...residence, ...next };
  for (const listener of listeners) listener();
}

export function setResident(account_id: string | null): void {
  if (residence.account_id !== account_id) set({ account_id });
}

/** Takes the screens away, does what belongs between two persons, and lets the next come. */
export async function changeResident(between: () => Promise<void>): Promise<void> {
  set({ account_id: null, changing: true });
  try {
    await between();
  } finally {
    set({ changing: false });
  }
}

export function useResidence(): Residence {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => residence,
  );
}
