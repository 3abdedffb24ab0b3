/** One row of a growth standard: Box-Cox power, median, coefficient of variation. */
export interface Lms {
  l: number;
  m: number;
  s: number;
}

/** The value that has this z-score. */
export function valueAt({ l, m, s }: Lms, z: number): number {
  return Math.abs(l) < 1e-9 ? m * Math.exp(s * z) : m * (1 + l * s * z) ** (1 / l);
}

/**
 * The z-score of a value. Weight is not distributed as the power says far from the median: beyond three standard deviations WHO
 * counts on by the distance between the second and the third (`restricted`), for all indicators that weigh.
 * WHO Child Growth Standards: methods and development, 2006, chapter 7.
 */
export function zScore(value: number, lms: Lms, restricted: boolean): number {
  const { l, m, s } = lms;
  const z = Math.abs(l) < 1e-9 ? Math.log(value / m) / s : ((value / m) ** l - 1) / (l * s);
  if (!restricted || Math.abs(z) <= 3) return z;
  const third = valueAt(lms, 3 * Math.sign(z));
  const second = valueAt(lms, 2 * Math.sign(z));
  return 3 * Math.sign(z) + (value - third) / Math.abs(third - second);
}

/** The share of children below a z-score, in percent. */
export function percentileOf(z: number): number {
  return 50 * (1 + erf(z / Math.SQRT2));
}

/** The error function, by its series near 0 and its continued fraction far from it: exact to some 1e-12. */
function erf(x: number): number {
  const size = Math.abs(x);
  if (size > 6) return Math.sign(x);
  if (size < 2.5) {
    let term = size;
    let sum = size;
    for (let n = 1; n < 80; n += 1) {
      term *= (-size * size) / n;
      sum += term / (2 * n + 1);
    }
    return Math.sign(x) * (2 / Math.sqrt(Math.PI)) * sum;
  }
  let fraction = 0;
  for (let n = 60; n > 0; n -= 1) fraction = n / 2 / (size + fraction);
  return Math.sign(x) * (1 - Math.exp(-size * size) / (Math.sqrt(Math.PI) * (size + fraction)));
}

/** The row at a place between two rows; undefined outside what the standard covers. Rows are in order of `at`. */
export function lmsAt(rows: readonly (Lms & { at: number })[], at: number): Lms | undefined {
  const index = rows.findIndex((row) => row.at >= at);
  const above = rows[index];
  if (above === undefined) return undefined;
  if (above.at === at) return above;
  const below = rows[index - 1];
  if (below === undefined) return undefined;
  const share = (at - below.at) / (above.at - below.at);
  const between = (name: keyof Lms) => below[name] + (above[name] - below[name]) * share;
  return { l: between('l'), m: between('m'), s: between('s') };
}
