/** A session as it is simulated: patients who are due at equal distances, and how long they really take. */
export interface Clinic {
  /** Minutes between two who are due. */
  every: number;
  patients: number;
  /** Minutes that were measured; one of them is drawn for each patient. */
  durations: readonly number[];
  /** How long the session is. */
  minutes: number;
}

/** What comes of it, on average over many days. */
export interface Outcome {
  /** Minutes that a patient waits beyond the time that was given. */
  waiting: number;
  /** Minutes of the session in which nobody is there. */
  idle: number;
  /** Minutes that it goes on after its end. */
  overrun: number;
}

const days = 400;

/**
 * Lets a session happen many times. The same seed draws the same patients, so that two plans differ by the plan alone: with the same
 * patients, more time for each never makes anybody wait longer.
 */
export function simulate({ every, patients, durations, minutes }: Clinic, seed = 1): Outcome {
  const draw = drawing(seed);
  let waiting = 0;
  let idle = 0;
  let overrun = 0;
  for (let day = 0; day < days; day += 1) {
    let free = 0;
    for (let patient = 0; patient < patients; patient += 1) {
      const due = patient * every;
      const begins = Math.max(due, free);
      waiting += begins - due;
      idle += begins - free;
      free = begins + (durations[Math.floor(draw() * durations.length)] ?? 0);
    }
    idle += Math.max(0, minutes - free);
    overrun += Math.max(0, free - minutes);
  }
  const mean = (sum: number, of: number) => (of === 0 ? 0 : Math.round((sum / of) * 10) / 10);
  return { waiting: mean(waiting, days * patients), idle: mean(idle, days), overrun: mean(overrun, days) };
}

/** Numbers from 0 to 1 that only the seed decides (mulberry32). */
function drawing(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** So many must have been measured before one believes it. */
export const enough = 20;

/** Minutes between two appointments of a kind that follow each other: they begin on its grid, buffers between them. */
export const distanceOf = ({ minutes, buffer_before, buffer_after, grid_minutes }: { minutes: number; buffer_before: number; buffer_after: number; grid_minutes: number }): number =>
  Math.ceil((minutes + buffer_before + buffer_after) / grid_minutes) * grid_minutes;
