import fc from 'fast-check';
import highs from 'highs';
import { expect, it } from 'vitest';
import { modelOf } from './model.ts';
import { fixStill, prune, quickPlan } from './prune.ts';
import { overlap, type Movable, type Option, type Plan, type Puzzle } from './puzzle.ts';

// Its types are those of its CommonJS face.
const solver = await (highs as unknown as typeof highs.default)();

function leastOf(puzzle: Puzzle): Plan | null {
  const { text, planOf } = modelOf(puzzle);
  const solution = solver.solve(text, { output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0 });
  return solution.Status === 'Optimal' ? planOf((name) => (solution.Columns[name] as { Primal: number }).Primal) : null;
}

const place = fc.record({ lane: fc.integer({ min: 0, max: 1 }), from: fc.integer({ min: 0, max: 10 }), length: fc.constantFrom(2, 3, 4) }).map(({ lane, from, length }) => ({ lane, from, until: from + length }));
const options = fc.array(fc.record({ place, harm: fc.integer({ min: 1, max: 30 }) }).map((each): Option => ({ ...each.place, harm: each.harm })), { minLength: 1, maxLength: 6 });
/** Of unequal lengths; those who have a place do not lie on each other. */
const puzzles = fc.record({ urgent: options, movable: fc.array(fc.record({ at: place, options }), { maxLength: 10 }) }).map(({ urgent, movable }): Puzzle => {
  const standing: Movable[] = [];
  for (const each of movable) {
    if (standing.every(({ at }) => at.lane !== each.at.lane || !overlap(at, each.at))) standing.push({ ...each, id: `m${standing.length}` });
  }
  return { urgent: [{ id: 'u', options: urgent }], movable: standing };
});

it('leaves nothing out of which a better plan could be made, whatever the lengths', () => {
  let solved = 0;
  fc.assert(fc.property(puzzles, (puzzle) => {
    const quick = quickPlan(puzzle);
    const whole = leastOf(puzzle);
    if (whole === null) expect(quick).toBeNull();
    const better = leastOf(fixStill(prune(puzzle, quick)));
    // What is left holds the better plans alone: where there is none, its best may be worse than the quick one.
    const found = [better, quick].flatMap((plan) => (plan === null ? [] : [plan.harm]));
    expect(found.length === 0 ? null : Math.min(...found)).toBe(whole?.harm ?? null);
    if (whole !== null) solved += 1;
  }), { numRuns: 150 });
  expect(solved).toBeGreaterThan(50);
});
