import { describe, expect, it } from 'vitest';
import { learnWaits, shownWait, waitInterval, type Waited } from './predict.ts';
import { simulateDay, type SimulatedClinic } from './simulate.ts';

/** Numbers by chance that are the same for the same seed. */
function chanceOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const days = (clinic: SimulatedClinic, seed: number, count: number): Waited[] => {
  const chance = chanceOf(seed);
  return Array.from({ length: count }, () => simulateDay(clinic, chance)).flat().map(({ arrived, called, ahead }) => ({ ahead, minute_of_day: arrived, minutes: called - arrived }));
};
const clinics: [string, SimulatedClinic][] = [
  ['one room', { rooms: 1, opens: 540, closes: 960, perHour: 3.6, minutes: 14 }],
  ['three rooms', { rooms: 3, opens: 540, closes: 960, perHour: 11, minutes: 14 }],
  ['a busy counter', { rooms: 4, opens: 480, closes: 1020, perHour: 38, minutes: 6 }],
];

describe('the wait that is told', () => {
  it.each(clinics)('holds about eight of ten of days that it has not seen: %s', (_name, clinic) => {
    let [held, all] = [0, 0];
    for (let seed = 1; seed <= 5; seed += 1) {
      const learned = learnWaits(days(clinic, seed, 48));
      if (learned === null) throw new Error('There should be enough');
      for (const each of days(clinic, seed + 1000, 40).filter((_each, at) => at % 8 === 0)) {
        const { from, to, likely } = waitInterval(learned, each);
        expect(from <= likely && likely <= to).toBe(true);
        all += 1;
        if (from <= each.minutes && each.minutes <= to) held += 1;
      }
    }
    expect(held / all).toBeGreaterThan(0.75);
    expect(held / all).toBeLessThan(0.85);
  });

  it('is longer where more stand before, and says nothing where too little was measured', () => {
    const learned = learnWaits(days(clinics[1]![1], 7, 48))!;
    expect(waitInterval(learned, { ahead: 8, minute_of_day: 620 }).likely).toBeGreaterThan(waitInterval(learned, { ahead: 1, minute_of_day: 620 }).likely);
    expect(learnWaits(days(clinics[1]![1], 7, 48).slice(0, 60))).toBeNull();
    expect(shownWait({ likely: 12.4, from: 3.9, to: 20.1 })).toEqual({ likely: 12, from: 3, to: 21 });
  });
});
