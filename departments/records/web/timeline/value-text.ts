/**
 * A value as a line shows it. Numbers that a sender computed rather than measured come with a dozen decimals, which hide
 * what matters: more than four are rounded to two, or below 1 to three digits. The entry itself shows what was written.
 */
export function valueText(value: string): string {
  return value.replace(/-?\d+\.\d{5,}/g, (number) => {
    const exact = Number(number);
    return Math.abs(exact) >= 1 ? exact.toFixed(2) : String(Number(exact.toPrecision(3)));
  });
}
