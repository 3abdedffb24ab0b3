import type { Database } from '../db/index.ts';

/** Work that the hospital does by itself, again and again. */
export interface Job {
  name: string;
  /** Pause between the end of one run and the next. */
  seconds: number;
  run: (database: Database) => Promise<void>;
}

const jobs = new Map<string, Job>();

/**
 * A department tells what is to be done every so many seconds, by one of the servers. It may be cut off at any point, and in the
 * moment in which another server takes over it may run twice: what it does rests on rows, not on being alone.
 */
export function every(seconds: number, name: string, run: Job['run']): void {
  jobs.set(name, { name, seconds, run });
}

/** All that departments registered. */
export const registeredJobs = (): Job[] => [...jobs.values()];
