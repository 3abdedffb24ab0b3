import { useEffect } from 'react';
import { scanDetector } from './scanner.ts';

/**
 * Hears a barcode scanner anywhere on the screen. A code that was scanned while a field had the focus is taken out of the
 * field again, unless the field asks for scans itself by `data-takes-scan`.
 */
export function useScanner(onScan: (code: string) => void): void {
  useEffect(() => {
    const detect = scanDetector();
    let before: { field: HTMLInputElement | HTMLTextAreaElement; value: string } | null = null;
    let lastAt = 0;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const field = isField(event.target) ? event.target : null;
      if (event.timeStamp - lastAt > 200) before = field === null ? null : { field, value: field.value };
      lastAt = event.timeStamp;
      const code = detect({ key: event.key, at: event.timeStamp });
      if (code === null || field?.dataset['takesScan'] !== undefined) return;
      event.preventDefault();
      event.stopPropagation();
      if (before !== null && before.field === field) restore(before.field, before.value);
      onScan(code);
    };
    document.addEventListener('keydown', onKeyDown, { capture: true });
    return () => document.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [onScan]);
}

function isField(target: EventTarget | null): target is HTMLInputElement | HTMLTextAreaElement {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

/** Sets the value as if it had been typed, so that the form hears of it. */
function restore(field: HTMLInputElement | HTMLTextAreaElement, value: string): void {
  const prototype = field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
