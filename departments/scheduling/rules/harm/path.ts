import type { Option, Plan, Puzzle } from './puzzle.ts';

/** More minutes than pass from 1970 to the year 3000: a lane and an instant are one number. */
const minutes_max = 1_000_000_000;

interface Person {
  id: string;
  /** What they can have: slots and harm. Who keeps their place has it as the first option, without harm. */
  slots: number[];
  harms: number[];
  options: (Option | null)[];
  /** Which of these they have; -1 for nothing yet. */
  has: number;
}

/**
 * The least harm where all places are slots (`isSlotted`): one after the other is fitted in by the shortest way over people who make
 * room for each other, which ends at a free slot. Whoever was moved for one before may be moved on or back for the next, so the
 * whole is the least (successive shortest paths). Null where not everybody can be fitted in.
 */
export function leastHarmByPath({ urgent, movable }: Puzzle): Plan | null {
  const slots = new Map<number, number>();
  const slotOf = ({ lane, from }: { lane: number; from: number }): number => {
    const key = lane * minutes_max + from;
    const known = slots.get(key) ?? slots.size;
    slots.set(key, known);
    return known;
  };
  const personOf = (id: string, options: readonly Option[], home: number | null): Person => ({
    id, has: home === null ? -1 : 0,
    slots: [...(home === null ? [] : [home]), ...options.map(slotOf)],
    harms: [...(home === null ? [] : [0]), ...options.map(({ harm }) => harm)],
    options: [...(home === null ? [] : [null]), ...options],
  });
  const people = movable.map(({ id, at, options }) => personOf(id, options, slotOf(at)));
  const newcomers = urgent.map(({ id, options }) => personOf(id, options, null));
  const holders: (Person | undefined)[] = Array.from({ length: slots.size });
  for (const person of people) holders[person.slots[0]!] = person;
  for (const newcomer of newcomers) if (!fitIn(newcomer, holders)) return null;

  const all = [...people, ...newcomers];
  const places = new Map(all.flatMap((person): [string, Option][] => {
    const option = person.options[person.has] ?? null;
    return option === null ? [] : [[person.id, option]];
  }));
  return { harm: all.reduce((sum, person) => sum + person.harms[person.has]!, 0), places };
}

/** How a slot is reached: who would take it, by which of their options, out of which slot. */
interface Step {
  person: Person;
  option: number;
  out_of: number;
}

function fitIn(newcomer: Person, holders: (Person | undefined)[]): boolean {
  const distance = new Float64Array(holders.length).fill(Number.POSITIVE_INFINITY);
  const steps: (Step | undefined)[] = Array.from({ length: holders.length });
  const waits = new Uint8Array(holders.length);
  const queue: number[] = [];
  let end = -1;
  const relax = (person: Person, out_of: number, so_far: number): void => {
    const now = person.has < 0 ? 0 : person.harms[person.has]!;
    for (let option = 0; option < person.slots.length; option += 1) {
      const slot = person.slots[option]!;
      const length = so_far + person.harms[option]! - now;
      if (slot === out_of || length >= distance[slot]! || (end >= 0 && length >= distance[end]! && holders[slot] === undefined)) continue;
      distance[slot] = length;
      steps[slot] = { person, option, out_of };
      if (holders[slot] === undefined) end = slot;
      else if (waits[slot] === 0) {
        waits[slot] = 1;
        queue.push(slot);
      }
    }
  };
  relax(newcomer, -1, 0);
  // Lengths may be negative (somebody goes back), but no way round is: each slot is looked at until nothing gets shorter.
  for (let next = 0; next < queue.length; next += 1) {
    const slot = queue[next]!;
    waits[slot] = 0;
    relax(holders[slot]!, slot, distance[slot]!);
  }
  for (let slot = end; slot >= 0;) {
    const { person, option, out_of } = steps[slot]!;
    holders[slot] = person;
    person.has = option;
    slot = out_of;
  }
  return end >= 0;
}
