import { Worker } from 'node:worker_threads';
import { modelOf } from '../../rules/harm/model.ts';
import type { Solved } from '../../rules/harm/propose.ts';
import { overlap, type Plan, type Puzzle } from '../../rules/harm/puzzle.ts';
import type { Answered, Asked } from './solver-worker.ts';

const idle_ms = 60_000;
/** Beyond its own limit a solver that does not answer is ended. */
const grace_ms = 2000;

let worker: Worker | undefined;
let idle: NodeJS.Timeout | undefined;
let count = 0;
/** Those who wait for an answer. */
const waiting = new Set<() => void>();

/** Answers a puzzle of unequal lengths in a thread of its own, and gives up after so many seconds. */
export async function solveByMilp(puzzle: Puzzle, seconds = 2): Promise<Solved> {
  const { text, planOf } = modelOf(puzzle);
  const { values, proven } = await ask(text, seconds);
  const plan = values === null ? null : planOf((name) => values[name] ?? 0);
  // What a solver that was stopped left behind is believed only where it holds.
  return plan === null || !holds(puzzle, plan) ? { plan: null, proven: proven && plan === null } : { plan, proven };
}

function ask(text: string, seconds: number): Promise<Omit<Answered, 'number'>> {
  clearTimeout(idle);
  worker ??= start();
  const asked: Asked = { number: count += 1, text, seconds };
  const mine = worker;
  return new Promise((resolve) => {
    const end = (answer: Omit<Answered, 'number'>): void => {
      clearTimeout(late);
      mine.off('message', hear);
      mine.off('exit', gone);
      waiting.delete(gone);
      clearTimeout(idle);
      idle = setTimeout(stopSolver, idle_ms).unref();
      resolve(answer);
    };
    const hear = (answer: Answered): void => {
      if (answer.number === asked.number) end(answer);
    };
    const gone = (): void => end({ values: null, proven: false });
    const late = setTimeout(() => void mine.terminate(), seconds * 1000 + grace_ms).unref();
    mine.on('message', hear);
    mine.once('exit', gone);
    waiting.add(gone);
    mine.postMessage(asked);
  });
}

function start(): Worker {
  const started = new Worker(new URL('./solver-worker.ts', import.meta.url));
  started.unref();
  started.setMaxListeners(0);
  const forget = (): void => {
    if (worker === started) worker = undefined;
  };
  started.once('exit', forget);
  // What went wrong in it is told by its end.
  started.on('error', forget);
  return started;
}

/** Ends the thread, and tells those who wait that no answer comes; the next question starts another. */
export function stopSolver(): void {
  void worker?.terminate();
  for (const gone of waiting) gone();
  worker = undefined;
}

function holds({ urgent, movable }: Puzzle, { places }: Plan): boolean {
  const taken = [...urgent.map(({ id }) => places.get(id)), ...movable.map(({ id, at }) => places.get(id) ?? at)];
  return taken.every((one, at) => one !== undefined && taken.slice(at + 1).every((other) => other === undefined || other.lane !== one.lane || !overlap(other, one)));
}
