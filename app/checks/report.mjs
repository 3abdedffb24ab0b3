import { existsSync, readFileSync } from 'node:fs';

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 */
/**
 * @typedef {object} Result
 * @property {string} name
 * @property {boolean} ok
 * @property {number} milliseconds
 * @property {string} output
 * @property {Counts | null} counts  null for a step that is no test run
 */

/** @param {number} milliseconds */
export const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(1)} s`;

/**
 * How many tests passed and failed, as the tool wrote it. Null where there is nothing to read.
 * @param {{ file: string, kind: 'vitest' | 'playwright' } | undefined} tests
 * @returns {Counts | null}
 */
export function readCounts(tests) {
  if (tests === undefined || !existsSync(tests.file)) return null;
  const report = JSON.parse(readFileSync(tests.file, 'utf8'));
  if (tests.kind === 'vitest') return { passed: report.numPassedTests, failed: report.numFailedTests };
  // A test that passed only when tried again is counted as failed: it will fail somebody else.
  return { passed: report.stats.expected, failed: report.stats.unexpected + report.stats.flaky };
}

/**
 * The last line. A step that failed and counts no failed test is one failure, so that the line never says less than
 * the exit code does.
 * @param {Result[]} results
 */
export function summary(results) {
  const passed = results.reduce((sum, { counts }) => sum + (counts?.passed ?? 0), 0);
  const failed = results.reduce((sum, { ok, counts }) => sum + Math.max(counts?.failed ?? 0, ok ? 0 : 1), 0);
  return { line: `${passed} passed, ${failed} failed`, failed: failed > 0 };
}
