import type { Database } from '../db/index.ts';
import { type Job, registeredJobs } from './job.ts';
import { candidateOf } from './leader.ts';

export interface JobLog {
  error(detail: object, text: string): void;
}

export interface RunJobsOptions {
  jobs?: readonly Job[];
  /** How often a server that does not lead asks whether it may. */
  look_ms?: number;
  /** First pause before a job that failed is tried again; it doubles, up to the job's own pause. */
  again_ms?: number;
}

/**
 * Runs the jobs of all departments, each by itself, while this server is the one that leads; of many servers one does. A job that fails is logged and
 * tried again. Returns how to stop: it waits for what is running.
 */
export function runJobs(database: Database, log: JobLog, { jobs = registeredJobs(), look_ms = 5_000, again_ms = 5_000 }: RunJobsOptions = {}): () => Promise<void> {
  const candidate = candidateOf(database);
  const stopping = new AbortController();
  const stopped = stopping.signal;

  async function keep({ name, seconds, run }: Job): Promise<void> {
    let failures = 0;
    while (!stopped.aborted) {
      let pause = look_ms;
      if (candidate.leads()) {
        try {
          await run(database);
          failures = 0;
          pause = seconds * 1000;
        } catch (error) {
          pause = Math.min(seconds * 1000, again_ms * 2 ** failures);
          failures = Math.min(failures + 1, 20);
          // Its name alone: the text of an error may hold what it was about.
          log.error({ job: name, fault: faultOf(error), again_in_ms: pause }, 'a job failed and is tried again');
        }
      }
      await wait(pause, stopped);
    }
  }

  const first = candidate.stand();
  async function lead(): Promise<void> {
    await first;
    while (!stopped.aborted) {
      await wait(look_ms, stopped);
      if (!stopped.aborted) await candidate.stand();
    }
  }

  const all = [lead(), ...jobs.map((job) => first.then(() => keep(job)))];
  return async () => {
    stopping.abort();
    await Promise.all(all);
    await candidate.resign();
  };
}

const faultOf = (error: unknown): string => {
  const code = (error as { code?: unknown } | null)?.code;
  const name = error instanceof Error ? error.name : 'unknown';
  return typeof code === 'string' ? `${name} ${code}` : name;
};

/** Waits, or until it stops; alone, it keeps no process alive. */
function wait(ms: number, stopped: AbortSignal): Promise<void> {
  if (stopped.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms).unref();
    function done(): void {
      clearTimeout(timer);
      stopped.removeEventListener('abort', done);
      resolve();
    }
    stopped.addEventListener('abort', done);
  });
}
