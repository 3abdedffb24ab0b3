import { useState } from 'react';

/** A choice that belongs to this workstation, such as the room that it stands in, and is there again tomorrow. */
export function useKept(name: string): [string, (value: string) => void] {
  const key = `openward.queue.${name}`;
  const [value, setValue] = useState(() => localStorage.getItem(key) ?? '');
  return [value, (next) => {
    localStorage.setItem(key, next);
    setValue(next);
  }];
}
