import { useSyncExternalStore } from 'react';

let open = false;
const listeners = new Set<() => void>();

/** Opens or closes the command bar, from anywhere. */
export function setCommandBarOpen(value: boolean): void {
  open = value;
  for (const listener of listeners) listener();
}

export function useCommandBarOpen(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => open,
  );
}
