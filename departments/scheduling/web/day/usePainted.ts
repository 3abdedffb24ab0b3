import { useLayoutEffect } from 'react';

/**
 * Measures how long it takes from drawing something to its being seen: a performance measure of this name for each time that `what`
 * changes, which a browser's tools and the browser test read.
 */
export function usePainted(name: string, what: unknown): void {
  // Read while it is drawn, on purpose: the time of drawing is what is measured.
  const began = performance.now();
  useLayoutEffect(() => {
    const frame = requestAnimationFrame(() => {
      // After the frame has been painted, not before.
      setTimeout(() => performance.measure(name, { start: began, end: performance.now() }));
    });
    return () => cancelAnimationFrame(frame);
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [name, what]);
}
