import fc from 'fast-check';
import highs from 'highs';
import { describe, expect, it } from 'vitest';
import { modelOf } from './model.ts';
import { leastHarmByPath } from './path.ts';
import { isSlotted, overlap, type Movable, type Option, type Plan, type Puzzle, type Urgent } from './puzzle.ts';

// Its types are those of its CommonJS face.
const solver = await (highs as unknown as typeof highs.default)();

/** What an independent solver says; null where it cannot be. */
function byMilp(puzzle: Puzzle): Plan | null {
  const { text, planOf } = modelOf(puzzle);
  const solution = solver.solve(text, { output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0 });
  if (solution.Status === 'Infeasible') return null;
  expect(solution.Status).toBe('Optimal');
  return planOf((name) => (solution.Columns[name] as { Primal: number }).Primal);
}

const slot = (lane: number, number: number) => ({ lane, from: number * 20, until: number * 20 + 20 });
const slots = fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 5 }));
const options = (max: number) => fc.uniqueArray(fc.record({ at: slots, harm: fc.integer({ min: 0, max: 30 }) }), { maxLength: max, minLength: 1, selector: ({ at }) => at.join() })
  .map((all) => all.map(({ at: [lane, number], harm }): Option => ({ ...slot(lane, number), harm })));
const puzzles: fc.Arbitrary<Puzzle> = fc.record({
  urgent: fc.array(options(5), { minLength: 1, maxLength: 4 }),
  movable: fc.uniqueArray(fc.record({ at: slots, options: options(5) }), { maxLength: 14, selector: ({ at }) => at.join() }),
}).map(({ urgent, movable }) => ({
  urgent: urgent.map((each, at): Urgent => ({ id: `u${at}`, options: each })),
  movable: movable.map((each, at): Movable => {
    const home = slot(...each.at);
    return { id: `m${at}`, at: home, options: each.options.filter((option) => option.lane !== home.lane || option.from !== home.from) };
  }),
}));

/** Whether everybody has one place of their own, and all who must be fitted in are. */
function isWhole({ urgent, movable }: Puzzle, { harm, places }: Plan): boolean {
  const taken = [...urgent.map(({ id }) => places.get(id)), ...movable.map(({ id, at }) => places.get(id) ?? { ...at, harm: 0 })];
  return taken.every((one, at) => one !== undefined && taken.every((other, index) => index === at || other === undefined || one.lane !== other.lane || !overlap(one, other)))
    && taken.reduce((sum, one) => sum + (one?.harm ?? 0), 0) === harm;
}

describe('the least harm by paths', () => {
  it('is that of an independent integer programme, and nobody stands on anybody', () => {
    let solved = 0;
    fc.assert(fc.property(puzzles, (puzzle) => {
      expect(isSlotted(puzzle)).toBe(true);
      const path = leastHarmByPath(puzzle);
      expect(path?.harm ?? null).toBe(byMilp(puzzle)?.harm ?? null);
      if (path === null) return;
      solved += 1;
      expect(isWhole(puzzle, path)).toBe(true);
    }), { numRuns: 150 });
    expect(solved).toBeGreaterThan(25);
  });

  it('moves one who was moved for another on, where that is less than to move somebody else', () => {
    const puzzle: Puzzle = {
      urgent: [{ id: 'first', options: [{ ...slot(0, 0), harm: 0 }] }, { id: 'second', options: [{ ...slot(0, 1), harm: 0 }] }],
      movable: [{ id: 'one', at: slot(0, 0), options: [{ ...slot(0, 1), harm: 1 }, { ...slot(0, 2), harm: 3 }] }],
    };
    expect(leastHarmByPath(puzzle)).toMatchObject({ harm: 3 });
    expect([...leastHarmByPath(puzzle)!.places].map(([id, { from }]) => [id, from])).toEqual([['one', 40], ['first', 0], ['second', 20]]);
  });

  it('is not asked about places that lie on each other in part', () => {
    expect(isSlotted({ urgent: [{ id: 'u', options: [{ lane: 0, from: 0, until: 20, harm: 0 }] }], movable: [{ id: 'm', at: { lane: 0, from: 10, until: 30 }, options: [] }] })).toBe(false);
    expect(isSlotted({ urgent: [{ id: 'u', options: [{ lane: 0, from: 0, until: 20, harm: 0 }] }], movable: [{ id: 'm', at: { lane: 0, from: 20, until: 60 }, options: [] }] })).toBe(true);
  });
});

describe('the integer programme', () => {
  it('finds room where the lengths differ: two short ones make room for a long one', () => {
    const plan = byMilp({
      urgent: [{ id: 'long', options: [{ lane: 0, from: 0, until: 40, harm: 0 }] }],
      movable: [
        { id: 'one', at: { lane: 0, from: 0, until: 20 }, options: [{ lane: 0, from: 40, until: 60, harm: 2 }, { lane: 0, from: 60, until: 80, harm: 5 }] },
        { id: 'two', at: { lane: 0, from: 20, until: 40 }, options: [{ lane: 0, from: 50, until: 70, harm: 1 }, { lane: 0, from: 60, until: 80, harm: 4 }] },
      ],
    });
    expect(plan).toMatchObject({ harm: 6 });
    expect(byMilp({ urgent: [{ id: 'nobody', options: [] }], movable: [] })).toBeNull();
  });
});
