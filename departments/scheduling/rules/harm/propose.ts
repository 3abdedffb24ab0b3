import { puzzleOf, type Clinic, type Need } from './clinic.ts';
import { leastHarmByPath } from './path.ts';
import { isSlotted, overlap, type Plan, type Puzzle } from './puzzle.ts';

/** A plan, and whether no other is better; a solver that ran out of time does not know. */
export interface Solved {
  plan: Plan | null;
  proven: boolean;
}

/** Answers a puzzle whose places are of unequal length. */
export type Solver = (puzzle: Puzzle) => Promise<Solved>;

export interface Proposal {
  plan: Plan;
  proven: boolean;
  /** The harm to others, without the wait of the one who is fitted in. */
  harm: number;
}

/** Answers a puzzle: by paths where it is one of slots. */
export async function solve(puzzle: Puzzle, solver: Solver): Promise<Solved> {
  return isSlotted(puzzle) ? { plan: leastHarmByPath(puzzle), proven: true } : solver(puzzle);
}

/** So much more counts the wait where the soonest time is asked for. */
const hurry = 1000;

/**
 * Up to three ways to fit somebody in: the least harm, the least with another clinician, and the soonest. One calendar is solved at a
 * time, those that promise least harm first; what cannot be better than what is found is not solved.
 */
export async function propose(clinic: Clinic, need: Need, solver: Solver): Promise<Proposal[]> {
  const sets = [...Map.groupBy(need.lanes, (lane) => clinic.lanes[lane]!.resource_id).values()].map((lanes) => new Set(lanes));
  const least = await bestOf(clinic, need, sets, solver, clinic.weights.minute_urgent_waits, 2);
  const [soonest] = await bestOf(clinic, need, sets, solver, hurry, 1);
  const proposals: Proposal[] = [];
  for (const one of [...least.slice(0, 2), ...(soonest === undefined ? [] : [soonest]), ...least.slice(2)]) {
    if (proposals.length < 3 && !proposals.some((other) => isSame(one.plan, other.plan))) proposals.push(one);
  }
  return proposals;

  function isSame(one: Plan, other: Plan): boolean {
    return one.places.size === other.places.size && [...one.places].every(([id, place]) => {
      const there = other.places.get(id);
      return there?.lane === place.lane && there.from === place.from;
    });
  }
}

async function bestOf(clinic: Clinic, need: Need, sets: readonly ReadonlySet<number>[], solver: Solver, minute_waits: number, wanted: number): Promise<Proposal[]> {
  const asked = sets.map((lanes) => puzzleOf(clinic, [need], lanes, minute_waits)).map((puzzle) => ({ puzzle, bound: boundOf(puzzle) }))
    .filter(({ bound }) => Number.isFinite(bound)).toSorted((one, other) => one.bound - other.bound);
  const found: { plan: Plan; proven: boolean }[] = [];
  for (const { puzzle, bound } of asked) {
    if (found.length > wanted && bound >= found[wanted]!.plan.harm) break;
    const { plan, proven } = await solve(puzzle, solver);
    if (plan !== null) found.push({ plan, proven });
    found.sort((one, other) => one.plan.harm - other.plan.harm);
  }
  return found.slice(0, wanted + 1).map(({ plan, proven }) => ({ plan, proven, harm: plan.harm - (plan.places.get(need.id)?.harm ?? 0) }));
}

/** No plan of a puzzle does less harm than this: whoever lies where the urgent one is put, is moved at the least. */
function boundOf({ urgent, movable }: Puzzle): number {
  const leastOf = new Map(movable.map(({ id, options }) => [id, Math.min(...options.map(({ harm }) => harm))]));
  return Math.max(0, ...urgent.map(({ options }) => Math.min(...options.map((option) =>
    option.harm + movable.filter(({ at }) => at.lane === option.lane && overlap(at, option)).reduce((sum, { id }) => sum + leastOf.get(id)!, 0)))));
}
