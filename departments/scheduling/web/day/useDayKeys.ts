import { useEffect, useRef } from 'react';

interface DayKeys {
  go: (steps: number) => void;
  today: () => void;
  undo: () => void;
  book: () => void;
}

/** Shift and an arrow goes to the next day or back, Shift+Home to today, Ctrl+Z takes the last move back, Alt+N books; not while somebody types, or in a dialog. */
export function useDayKeys(keys: DayKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { target } = event;
      if (event.defaultPrevented || (target instanceof Element && target.closest('input, textarea, select, [contenteditable], [role=dialog], [role=menu]') !== null)) return;
      const across = document.documentElement.dir === 'rtl' ? -1 : 1;
      const shift = event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (shift && event.key === 'ArrowRight') latest.current.go(across);
      else if (shift && event.key === 'ArrowLeft') latest.current.go(-across);
      else if (shift && event.key === 'Home') latest.current.today();
      else if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'z') latest.current.undo();
      else if (event.altKey && !event.ctrlKey && !event.metaKey && event.code === 'KeyN') latest.current.book();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}
