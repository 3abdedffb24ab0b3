/**
 * Divides a total among weights to the last minor unit: each part is the whole number below its true share, and what is left goes one by one
 * to those who lost most by that, the first of them first. Where all weights are zero the first takes all. No weight is below zero.
 */
export function allocate(total: bigint, weights: readonly bigint[]): bigint[] {
  if (weights.some((weight) => weight < 0n)) throw new RangeError('A weight is below zero');
  if (weights.length === 0) {
    if (total !== 0n) throw new RangeError('Nobody is there to take it');
    return [];
  }
  const sum = weights.reduce((all, weight) => all + weight, 0n);
  if (sum === 0n) return weights.map((_weight, at) => (at === 0 ? total : 0n));
  const sign = total < 0n ? -1n : 1n;
  const whole = total * sign;
  const parts = weights.map((weight) => (whole * weight) / sum);
  let left = whole - parts.reduce((all, part) => all + part, 0n);
  const byLoss = weights.map((weight, at) => ({ at, lost: (whole * weight) % sum })).sort((a, b) => (a.lost === b.lost ? a.at - b.at : a.lost > b.lost ? -1 : 1));
  for (const { at } of byLoss) {
    if (left === 0n) break;
    parts[at]! += 1n;
    left -= 1n;
  }
  return parts.map((part) => part * sign);
}

/** A part of an amount in hundredths of a percent, half a unit away from zero. */
export function partOf(minor: bigint, bp: number): bigint {
  const doubled = minor * BigInt(bp) * 2n;
  return (doubled + (doubled < 0n ? -10_000n : 10_000n)) / 20_000n;
}

/** The nearest multiple of a step, half a step away from zero. */
export function toStep(minor: bigint, step: bigint): bigint {
  const half = minor < 0n ? -step : step;
  return ((minor * 2n + half) / (step * 2n)) * step;
}
