import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { Load, LoadResult } from './load.ts';

/** The process that makes the load. */
export class LoadProcess {
  readonly #child: ChildProcess = fork(path.join(import.meta.dirname, 'load.ts'), { stdio: 'inherit', serialization: 'advanced' });

  run(load: Load): Promise<LoadResult> {
    return new Promise((resolve, reject) => {
      this.#child.once('message', (answer: { result?: LoadResult; error?: string }) => {
        if (answer.result === undefined) reject(new Error(answer.error));
        else resolve(answer.result);
      });
      this.#child.send(load);
    });
  }

  stop(): void {
    this.#child.kill();
  }
}

/** Milliseconds within which this share of the requests was answered. */
export function percentile({ latencies }: LoadResult, share: number): number {
  return latencies[Math.min(latencies.length - 1, Math.ceil(share * latencies.length) - 1)] ?? Number.NaN;
}

export const perSecond = ({ done, seconds }: LoadResult): number => done / seconds;
