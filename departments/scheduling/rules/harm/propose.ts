import { puzzleOf, type Clinic, type Need } from './clinic.ts';
import { leastHarmByPath } from './path.ts';
import { fixStill, prune, quickPlan } from './prune.ts';
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

/** Answers a puzzle: by paths where it is one of slots; else a plan is found quickly, and the solver asked for a better one. */
export async function solve(puzzle: Puzzle, solver: Solver): Promise<Solved> {
  if (isSlotted(puzzle)) return { plan: leastHarmByPath(puzzle), proven: true };
  const quick = quickPlan(puzzle);
  const left = fixStill(prune(puzzle, quick));
  if (left.urgent.some(({ options }) => options.length === 0)) return { plan: quick, proven: true };
  const { plan, proven } = await solver(left);
  return { plan: plan !== null && plan.harm < (quick?.harm ?? Number.POSITIVE_INFINITY) ? plan : quick, proven };
}

/** So much more counts the wait where the soonest time is asked for. */
const hurry = 1000;

/**
 * Up to three ways to fit somebody in: the least harm, the least with another clinician, and the soonest; or at another time. One calendar is solved at a
 * time, those that promise least harm first; what cannot be better than what is found is not solved.
 */
export async function propose(clinic: Clinic, need: Need, solver: Solver): Promise<Proposal[]> {
  const sets = [...Map.groupBy(need.lanes, (lane) => clinic.lanes[lane]!.resource_id).values()].map((lanes) => new Set(lanes));
  const least = await bestOf(clinic, need, sets, solver, clinic.weights.minute_urgent_waits, new Set());
  const [soonest] = await bestOf(clinic, need, sets, solver, hurry, new Set());
  const proposals: Proposal[] = [];
  const begins = (): Set<string> => new Set(proposals.map(({ plan }) => keyOf(plan.places.get(need.id)!)));
  for (const one of [...least.slice(0, 2), ...(soonest === undefined ? [] : [soonest]), ...least.slice(2)]) {
    if (proposals.length < 3 && !begins().has(keyOf(one.plan.places.get(need.id)!))) proposals.push(one);
  }
  while (proposals.length > 0 && proposals.length < 3) {
    const [another] = await bestOf(clinic, need, sets, solver, clinic.weights.minute_urgent_waits, begins());
    if (another === undefined) break;
    proposals.push(another);
  }
  return proposals;
}

const keyOf = ({ lane, from }: { lane: number; from: number }): string => `${lane}/${from}`;

async function bestOf(clinic: Clinic, need: Need, sets: readonly ReadonlySet<number>[], solver: Solver, minute_waits: number, not_then: ReadonlySet<string>): Promise<Proposal[]> {
  const asked = sets.map((lanes) => without(puzzleOf(clinic, [need], lanes, minute_waits), not_then)).map((puzzle) => ({ puzzle, bound: boundOf(puzzle) }))
    .filter(({ bound }) => Number.isFinite(bound)).toSorted((one, other) => one.bound - other.bound);
  const found: { plan: Plan; proven: boolean }[] = [];
  for (const { puzzle, bound } of asked) {
    if (found.length > 2 && bound >= found[2]!.plan.harm) break;
    const { plan, proven } = await solve(puzzle, solver);
    if (plan !== null) found.push({ plan, proven });
    found.sort((one, other) => one.plan.harm - other.plan.harm);
  }
  return found.slice(0, 3).map(({ plan, proven }) => ({ plan, proven, harm: plan.harm - (plan.places.get(need.id)?.harm ?? 0) }));
}

const without = ({ urgent, movable }: Puzzle, not_then: ReadonlySet<string>): Puzzle =>
  ({ movable, urgent: urgent.map((each) => ({ ...each, options: each.options.filter((option) => !not_then.has(keyOf(option))) })) });

/** No plan of a puzzle does less harm than this: whoever lies where the urgent one is put, is moved at the least. */
function boundOf({ urgent, movable }: Puzzle): number {
  const leastOf = new Map(movable.map(({ id, options }) => [id, Math.min(...options.map(({ harm }) => harm))]));
  return Math.max(0, ...urgent.map(({ options }) => Math.min(...options.map((option) =>
    option.harm + movable.filter(({ at }) => at.lane === option.lane && overlap(at, option)).reduce((sum, { id }) => sum + leastOf.get(id)!, 0)))));
}
