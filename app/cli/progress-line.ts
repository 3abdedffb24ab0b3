/** One line of the terminal that is written over; nothing where there is no terminal. */
export function progressLine(): { show: (text: () => string) => void; clear: () => void } {
  const { stderr } = process;
  let shown = 0;
  return {
    show(text) {
      if (!stderr.isTTY || performance.now() - shown < 100) return;
      shown = performance.now();
      stderr.write(`\r\u001b[K${text().slice(0, Math.max((stderr.columns ?? 80) - 1, 20))}`);
    },
    clear() {
      if (stderr.isTTY) stderr.write('\r\u001b[K');
    },
  };
}
