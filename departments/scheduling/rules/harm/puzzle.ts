/** Time of one lane of one calendar, buffers included, in minutes since 1970. */
export interface Place {
  lane: number;
  from: number;
  until: number;
}

/** A place that somebody could have, and what harm that does. Never negative. */
export interface Option extends Place {
  harm: number;
}

/** Somebody who must get one of their options. */
export interface Urgent {
  id: string;
  options: readonly Option[];
}

/** Somebody who has a place and keeps it, which does no harm, or gets one of their options. */
export interface Movable extends Urgent {
  at: Place;
}

/** Who must be fitted in, and who may be moved for that. No option lies on anything that cannot be moved. */
export interface Puzzle {
  urgent: readonly Urgent[];
  movable: readonly Movable[];
}

/** What everybody gets who gets another place; those who are not named keep theirs. */
export interface Plan {
  harm: number;
  places: ReadonlyMap<string, Option>;
}

export const overlap = (one: Omit<Place, 'lane'>, other: Omit<Place, 'lane'>): boolean => one.from < other.until && other.from < one.until;

/** All places that are spoken of. */
export function placesOf({ urgent, movable }: Puzzle): Place[] {
  return [...movable.map(({ at }) => at), ...[...urgent, ...movable].flatMap(({ options }) => options)];
}

/** Whether any two places are the same, or do not touch each other: then it is a matter of paths. */
export function isSlotted(puzzle: Puzzle): boolean {
  const lanes = Map.groupBy(placesOf(puzzle), ({ lane }) => lane);
  for (const places of lanes.values()) {
    places.sort((one, other) => one.from - other.from || one.until - other.until);
    for (let at = 1; at < places.length; at += 1) {
      const [one, other] = [places[at - 1]!, places[at]!];
      if (overlap(one, other) && (one.from !== other.from || one.until !== other.until)) return false;
    }
  }
  return true;
}
