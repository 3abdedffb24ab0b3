import type { KeyboardEvent } from 'react';

/** Up and down within a column, left and right to the appointment at nearly the same time in the next one that has any. */
export function stepped(event: KeyboardEvent, grid: HTMLElement | null): void {
  const here = document.activeElement;
  if (event.shiftKey || grid === null || !(here instanceof HTMLElement) || !here.hasAttribute('data-appointment')) return;
  const columns = [...grid.querySelectorAll('[data-column]')].map((column) => [...column.querySelectorAll<HTMLElement>('[data-appointment]')]).filter((items) => items.length > 0);
  const column = columns.findIndex((items) => items.includes(here));
  const row = columns[column]?.indexOf(here) ?? 0;
  const across = getComputedStyle(grid).direction === 'rtl' ? -1 : 1;
  const aside = (by: number) => {
    const y = here.getBoundingClientRect().top;
    return columns[column + by]?.toSorted((a, b) => Math.abs(a.getBoundingClientRect().top - y) - Math.abs(b.getBoundingClientRect().top - y))[0];
  };
  const aims: Record<string, () => HTMLElement | undefined> = {
    ArrowDown: () => columns[column]?.[row + 1], ArrowUp: () => columns[column]?.[row - 1], ArrowRight: () => aside(across), ArrowLeft: () => aside(-across),
    Home: () => columns[column]?.[0], End: () => columns[column]?.at(-1),
  };
  const aim = aims[event.key]?.();
  if (aim === undefined) return;
  event.preventDefault();
  aim.focus();
}
