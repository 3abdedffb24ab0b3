import { useCallback, useState, type KeyboardEvent } from 'react';

interface RowKeys {
  count: number;
  /** How many rows a page up or down moves. */
  page: number;
  reveal: (index: number) => void;
  open: (index: number) => void;
}

/** The row that the keyboard is on, and the keys that move it: arrows, page, home, end; enter or space opens. */
export function useRowKeys({ count, page, reveal, open }: RowKeys) {
  const [active, setActive] = useState(0);
  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.target !== event.currentTarget.querySelector('[role=row]:focus, [data-place]:focus')) return;
      const to = moved(event.key, active, count, page);
      if (to !== null) {
        event.preventDefault();
        setActive(to);
        reveal(to);
      } else if (event.key === 'Enter' || event.key === ' ') {
        event.preventDefault();
        open(active);
      }
    },
    [active, count, page, reveal, open],
  );
  return { active: Math.min(active, Math.max(0, count - 1)), setActive, onKeyDown };
}

/** Where a key leads from a row; null for a key that does not move. */
export function moved(key: string, from: number, count: number, page: number): number | null {
  const steps: Record<string, number> = {
    ArrowDown: from + 1,
    ArrowUp: from - 1,
    PageDown: from + page,
    PageUp: from - page,
    Home: 0,
    End: count - 1,
  };
  const to = steps[key];
  return to === undefined ? null : Math.min(Math.max(to, 0), count - 1);
}
