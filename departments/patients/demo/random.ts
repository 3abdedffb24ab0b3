/** Chance that repeats: the same seed gives the same hospital, on every machine. (The sfc32 generator, over a hash of the seed.) */
export interface Random {
  /** From 0 up to, not including, 1. */
  fraction(): number;
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number;
  /** True that often: `chance(0.1)` one time in ten. */
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** As `pick`, but the first of the list far more often than the last, as family names are. */
  skewed<T>(list: readonly T[]): T;
  digits(count: number): string;
  /** Another source, which does not disturb this one: what is added to one part leaves the others as they were. */
  fork(label: string): Random;
}

/** Four words from any text (cyrb128). */
function hash(text: string): [number, number, number, number] {
  let [a, b, c, d] = [1779033703, 3144134277, 1013904242, 2773480762];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    a = b ^ Math.imul(a ^ code, 597399067);
    b = c ^ Math.imul(b ^ code, 2869860233);
    c = d ^ Math.imul(c ^ code, 951274213);
    d = a ^ Math.imul(d ^ code, 2716044179);
  }
  return [a >>> 0, b >>> 0, c >>> 0, d >>> 0];
}

/** Chance from a seed. */
export function random(seed: string): Random {
  let [a, b, c, d] = hash(seed);
  const fraction = () => {
    const mixed = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + mixed;
    return (mixed >>> 0) / 4294967296;
  };
  for (let round = 0; round < 12; round += 1) fraction();

  const at = <T>(list: readonly T[], index: number): T => {
    const item = list[Math.min(index, list.length - 1)];
    if (item === undefined) throw new Error('Nothing to pick from');
    return item;
  };
  const whole = (least: number, most: number) => least + Math.floor(fraction() * (most - least + 1));
  return {
    fraction,
    whole,
    chance: (probability) => fraction() < probability,
    pick: (list) => at(list, Math.floor(fraction() * list.length)),
    skewed: (list) => at(list, Math.floor(fraction() ** 2.2 * list.length)),
    digits: (count) => Array.from({ length: count }, () => whole(0, 9)).join(''),
    fork: (label) => random(`${seed}/${label}`),
  };
}
