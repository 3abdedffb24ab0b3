import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../launch/tell.mjs';

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
 * @property {string[]} failures  the tests that failed
 * @property {Counts | null} counts  null for a step that is no test run
 */

/** @param {number} milliseconds */
export const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(1)} s`;

/**
 * What the tool wrote of the tests. Null where there is nothing to read.
 * @param {import('./steps.mjs').Step['tests']} tests
 */
const readReport = (tests) => (tests === undefined || !existsSync(tests.file) ? null : JSON.parse(readFileSync(tests.file, 'utf8')));

/**
 * How many tests passed and failed, as the tool wrote it. Null where there is nothing to read.
 * @param {import('./steps.mjs').Step['tests']} tests
 * @returns {Counts | null}
 */
export function readCounts(tests) {
  const report = readReport(tests);
  if (report === null) return null;
  if (tests?.kind === 'vitest') return { passed: report.numPassedTests, failed: report.numFailedTests };
  // A test that passed only when tried again is counted as failed: it will fail somebody else.
  return { passed: report.stats.expected, failed: report.stats.unexpected + report.stats.flaky };
}

/**
 * The tests that failed, each as its place and name; a file that could not be run at all as the file.
 * @param {import('./steps.mjs').Step['tests']} tests
 * @returns {string[]}
 */
export function readFailures(tests) {
  const report = readReport(tests);
  if (report === null) return [];
  if (tests?.kind === 'playwright') return failedSpecs(report.suites ?? [], []);
  /** @type {{ name: string, status: string, assertionResults: { fullName: string, status: string }[] }[]} */
  const files = report.testResults;
  return files.filter(({ status }) => status === 'failed').flatMap(({ name, assertionResults }) => {
    const failed = assertionResults.filter(({ status }) => status === 'failed');
    const file = path.relative(root, name);
    return failed.length === 0 ? [file] : failed.map(({ fullName }) => `${file}: ${fullName}`);
  });
}

/**
 * @param {{ title: string, suites?: any[], specs?: any[] }[]} suites
 * @param {string[]} titles
 * @returns {string[]}
 */
function failedSpecs(suites, titles) {
  return suites.flatMap(({ title, suites: inner = [], specs = [] }) => [
    ...specs.filter(({ ok, tests }) => !ok || tests.some((/** @type {{ status: string }} */ { status }) => status === 'flaky'))
      .map((spec) => `e2e/${spec.file}:${spec.line}: ${[...titles.slice(1), ...(titles.length === 0 ? [] : [title]), spec.title].join(' › ')}`),
    ...failedSpecs(inner, [...titles, title]),
  ]);
}

/** Marks of tests that passed, lines that only divide, where traces lie, and what a browser says of itself. */
const chatter = /^[\s·.x×±FT─⎯-]*$|\[pid=\d+\]|<launch(ing|ed)>|^\s*(Error Context:|attachment #|test-results\/|Usage:$|npx playwright)/u;

/** How much of a failed step is told: a log is read, and kept by others, from its beginning. */
const most = { names: 12, lines: 40 };

/**
 * What a failed step has to tell: which tests failed, then what the tool said of them, from its beginning.
 * @param {string} output
 * @param {string[]} failures
 * @returns {string[]}
 */
export function shorten(output, failures) {
  const said = output.split('\n').filter((line) => !chatter.test(line));
  return [...cut(failures, most.names, 'more failed'), ...cut(said, most.lines, 'more lines')];
}

/**
 * @param {string[]} lines
 * @param {number} count
 * @param {string} more
 */
const cut = (lines, count, more) => (lines.length <= count ? lines : [...lines.slice(0, count), `… ${lines.length - count} ${more}`]);

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
