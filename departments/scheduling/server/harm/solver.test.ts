import { afterAll, describe, expect, it } from 'vitest';
import type { Puzzle } from '../../rules/harm/puzzle.ts';
import { solveByMilp, stopSolver } from './solver.ts';

afterAll(stopSolver);

/** A long one is to lie where two short ones are, and one of these must go to another day. */
const long: Puzzle = {
  urgent: [{ id: 'long', options: [{ lane: 0, from: 0, until: 40, harm: 0 }] }],
  movable: [
    { id: 'one', at: { lane: 0, from: 0, until: 20 }, options: [{ lane: 0, from: 40, until: 60, harm: 2 }, { lane: 1, from: 1440, until: 1460, harm: 50 }] },
    { id: 'two', at: { lane: 0, from: 20, until: 40 }, options: [{ lane: 0, from: 45, until: 65, harm: 1 }, { lane: 1, from: 1440, until: 1460, harm: 40 }] },
  ],
};

describe('the solver beside the server', () => {
  it('finds the least harm where lengths differ', async () => {
    const { plan, proven } = await solveByMilp(long);
    expect(proven).toBe(true);
    expect(plan).toMatchObject({ harm: 42 });
    expect(plan?.places.get('two')).toMatchObject({ lane: 1 });
  });

  it('lets the server go on meanwhile, and answers several who ask at once', async () => {
    let answered = false;
    const answers = Promise.all(Array.from({ length: 5 }, () => solveByMilp(long))).then((all) => { answered = true; return all; });
    // An answer of another thread comes with a turn of the event loop; what is solved here would be there without one.
    for (let step = 0; step < 1000; step += 1) await Promise.resolve();
    expect(answered).toBe(false);
    expect((await answers).map(({ plan }) => plan?.harm)).toEqual([42, 42, 42, 42, 42]);
  });

  it('says that there is none, and knows it', async () => {
    expect(await solveByMilp({ ...long, movable: long.movable.map((each) => ({ ...each, options: [] })) })).toEqual({ plan: null, proven: true });
  });

  it('is ended where it does not answer, and another one takes its place', async () => {
    const hanging = solveByMilp(long);
    stopSolver();
    expect(await hanging).toEqual({ plan: null, proven: false });
    expect((await solveByMilp(long)).plan?.harm).toBe(42);
  });
});
