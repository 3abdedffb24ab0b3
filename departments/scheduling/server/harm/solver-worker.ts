// Solves integer programmes beside the server, which goes on answering meanwhile.
import { parentPort } from 'node:worker_threads';
import highs from 'highs';

export interface Asked {
  number: number;
  text: string;
  seconds: number;
}

export interface Answered {
  number: number;
  /** The values that are not zero, by variable; null where there is no solution. */
  values: Record<string, number> | null;
  /** Nothing is better; or, without values, there is none. */
  proven: boolean;
}

// Its types are those of its CommonJS face.
const solver = await (highs as unknown as typeof highs.default)();

parentPort?.on('message', ({ number, text, seconds }: Asked) => parentPort?.postMessage(answerOf(number, text, seconds)));

function answerOf(number: number, text: string, seconds: number): Answered {
  const solution = solver.solve(text, { output_flag: false, time_limit: seconds, mip_rel_gap: 0, mip_abs_gap: 0.5 });
  if (solution.Status === 'Infeasible') return { number, values: null, proven: true };
  const values = Object.fromEntries(Object.entries(solution.Columns).flatMap(([name, column]) => {
    const value = 'Primal' in column ? column.Primal : 0;
    return value > 0.5 ? [[name, value]] : [];
  }));
  const solved = solution.Status === 'Optimal';
  return { number, values: solved || Object.keys(values).length > 0 ? values : null, proven: solved };
}
