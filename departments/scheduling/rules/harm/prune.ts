import { overlap, type Option, type Place, type Plan, type Puzzle } from './puzzle.ts';

const meets = (one: Place, other: Place): boolean => one.lane === other.lane && overlap(one, other);

/** A way that is easily found: whoever lies there goes to the least harmful place that is free. Null where that finds none. */
export function quickPlan({ urgent, movable }: Puzzle): Plan | null {
  const [newcomer] = urgent;
  if (newcomer === undefined || urgent.length > 1) return null;
  const byHarm = new Map(movable.map(({ id, options }) => [id, options.toSorted((one, other) => one.harm - other.harm)]));
  let best: Plan | null = null;
  for (const option of newcomer.options.toSorted((one, other) => one.harm - other.harm)) {
    if (best !== null && option.harm >= best.harm) break;
    const places = new Map([[newcomer.id, option]]);
    const displaced = movable.filter(({ at }) => meets(at, option));
    const stay = movable.filter(({ at }) => !meets(at, option));
    let harm = option.harm;
    const whole = displaced.every(({ id }) => {
      const place = byHarm.get(id)!.find((each) => harm + each.harm < (best?.harm ?? Number.POSITIVE_INFINITY)
        && !stay.some(({ at }) => meets(at, each)) && [...places.values()].every((taken) => !meets(taken, each)));
      if (place !== undefined) {
        places.set(id, place);
        harm += place.harm;
      }
      return place !== undefined;
    });
    if (whole) best = { harm, places };
  }
  return best;
}

/**
 * The same puzzle without what no better plan than the given one can hold. Whoever moves, moves since somebody came to their place: what
 * that chain costs at the least is known, so an option is left out where the chain and it do more harm than the plan.
 */
export function prune({ urgent, movable }: Puzzle, known: Plan | null): Puzzle {
  const most = known?.harm ?? Number.POSITIVE_INFINITY;
  const reach = new Map<string, number>();
  const waiting: string[] = [];
  const byLane = Map.groupBy(movable, ({ at }) => at.lane);
  const options = new Map(movable.map((each) => [each.id, each.options]));
  const push = (option: Option, so_far: number): void => {
    const cost = so_far + option.harm;
    if (cost >= most) return;
    for (const { id, at } of byLane.get(option.lane) ?? []) {
      if (cost >= (reach.get(id) ?? Number.POSITIVE_INFINITY) || !overlap(at, option)) continue;
      reach.set(id, cost);
      waiting.push(id);
    }
  };
  for (const { options: wished } of urgent) for (const option of wished) push(option, 0);
  for (let next = 0; next < waiting.length; next += 1) {
    const id = waiting[next]!;
    for (const option of options.get(id)!) push(option, reach.get(id)!);
  }
  return {
    urgent: urgent.map((each) => ({ ...each, options: each.options.filter(({ harm }) => harm < most) })),
    movable: movable.map((each) => ({ ...each, options: each.options.filter(({ harm }) => (reach.get(each.id) ?? Number.POSITIVE_INFINITY) + harm < most) })),
  };
}

/** Without those who cannot move, and without what lies on them. */
export function fixStill({ urgent, movable }: Puzzle): Puzzle {
  const still = movable.filter(({ options }) => options.length === 0);
  if (still.length === 0) return { urgent, movable };
  const byLane = Map.groupBy(still, ({ at }) => at.lane);
  const left = (options: readonly Option[]): Option[] => options.filter((option) => !(byLane.get(option.lane) ?? []).some(({ at }) => overlap(at, option)));
  return fixStill({
    urgent: urgent.map((each) => ({ ...each, options: left(each.options) })),
    movable: movable.filter(({ options }) => options.length > 0).map((each) => ({ ...each, options: left(each.options) })),
  });
}
