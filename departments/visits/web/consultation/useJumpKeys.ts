import { useEffect } from 'react';

/** Goes to a part of the page: it is scrolled to, and its first field has the focus. */
export function jumpTo(key: string): void {
  const part = document.getElementById(`part-${key}`);
  if (part === null) return;
  part.scrollIntoView({ block: 'start' });
  const field = part.querySelector<HTMLElement>('[data-part-body] :is(input, textarea, select, button):not([disabled], [type=hidden])');
  (field ?? part.querySelector<HTMLElement>('h2'))?.focus({ preventScroll: true });
}

/** Alt with a digit goes to that part; the digit is read from the key, since Alt writes signs on some keyboards. */
export function useJumpKeys(keys: readonly string[]): void {
  const joined = keys.join(' ');
  useEffect(() => {
    const parts = joined.split(' ');
    function onKeyDown(event: KeyboardEvent) {
      const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1];
      if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || digit === undefined) return;
      const key = parts[digit === '0' ? 9 : Number(digit) - 1];
      if (key === undefined) return;
      event.preventDefault();
      jumpTo(key);
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [joined]);
}
