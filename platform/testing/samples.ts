import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

export interface Samples {
  /** Full paths, in order of name; none when the folder is missing. */
  files: string[];
  /** Why tests that read them are skipped; empty when they are there. */
  missing: string;
}

/**
 * Real input that this project did not write, such as `synthea`: of the folder OPENWARD_SAMPLES, or of one that lies
 * beside the project. Use it as `test.skipIf(samples.missing)(…)`, and let the name of the test say `missing`.
 */
export function samplesOf(kind: string): Samples {
  const folder = path.join(process.env['OPENWARD_SAMPLES'] ?? path.join(root, '..', 'shared', 'samples'), kind);
  if (!existsSync(folder)) {
    return { files: [], missing: `skipped: there are no samples of ${kind} (set OPENWARD_SAMPLES to their folder)` };
  }
  return { files: readdirSync(folder).sort().map((name) => path.join(folder, name)), missing: '' };
}
