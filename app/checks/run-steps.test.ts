import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readCounts, readFailures, shorten, summary } from './report.mjs';
import { runSteps } from './run-steps.mjs';

const folder = mkdtempSync(join(tmpdir(), 'openward-steps-'));
afterAll(() => rmSync(folder, { recursive: true }));

const step = (name: string, code: string, more: object = {}) => ({
  name, part: name, cores: 1, node: process.execPath, args: ['--eval', code], env: process.env, ...more,
});
const run = async (...steps: ReturnType<typeof step>[]) => {
  const said: string[] = [];
  const results = await runSteps(steps, 2, (line: string) => said.push(line));
  return { results, said: said.join('\n'), order: results.map(({ name }) => name) };
};

it('says nothing of what went well but its name, and of what failed what it said', async () => {
  const { said } = await run(step('good', 'console.log("chatter")'), step('bad', 'console.error("because"); process.exit(3)'));
  expect(said).toMatch(/ok {4} {2}good/);
  expect(said).not.toContain('chatter');
  expect(said).toMatch(/FAILED {2}bad/);
  expect(said).toContain('because');
});

it('lets a step wait for the one it needs, and runs it after a failed one too', async () => {
  const slow = step('slow', 'setTimeout(() => process.exit(1), 200)');
  const { order } = await run(slow, step('needing', '0', { needs: 'slow' }), step('free', '0'));
  expect(order.indexOf('needing')).toBeGreaterThan(order.indexOf('slow'));
  expect(order[0]).toBe('free');
});

it('runs a step that wants more cores than there are', async () => {
  expect((await run(step('large', '0', { cores: 64 }))).order).toEqual(['large']);
});

it('counts what the test tools wrote, a flaky test as failed', () => {
  const vitest = join(folder, 'vitest.json');
  writeFileSync(vitest, JSON.stringify({ numPassedTests: 7, numFailedTests: 1 }));
  const playwright = join(folder, 'playwright.json');
  writeFileSync(playwright, JSON.stringify({ stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 0 } }));
  expect(readCounts({ file: vitest, kind: 'vitest' })).toEqual({ passed: 7, failed: 1 });
  expect(readCounts({ file: playwright, kind: 'playwright' })).toEqual({ passed: 3, failed: 2 });
  expect(readCounts({ file: join(folder, 'none.json'), kind: 'vitest' })).toBeNull();
});

it('names the tests that failed and where they stand, also a file that could not be run', () => {
  const vitest = join(folder, 'failed.json');
  writeFileSync(vitest, JSON.stringify({ testResults: [
    { name: join(process.cwd(), 'a/b.test.ts'), status: 'failed', assertionResults: [{ fullName: 'b is', status: 'failed' }, { fullName: 'c is', status: 'passed' }] },
    { name: join(process.cwd(), 'a/c.test.ts'), status: 'passed', assertionResults: [{ fullName: 'd is', status: 'passed' }] },
    { name: join(process.cwd(), 'a/broken.test.ts'), status: 'failed', assertionResults: [] },
  ] }));
  expect(readFailures({ file: vitest, kind: 'vitest' })).toEqual(['a/b.test.ts: b is', 'a/broken.test.ts']);
  const playwright = join(folder, 'failed-e2e.json');
  const spec = (title: string, ok: boolean, status: string) => ({ title, ok, file: 'x.spec.ts', line: 7, tests: [{ status }] });
  writeFileSync(playwright, JSON.stringify({ suites: [{
    title: 'x.spec.ts', specs: [spec('fails', false, 'unexpected'), spec('passes', true, 'expected')],
    suites: [{ title: 'group', specs: [spec('passed the second time', true, 'flaky')] }],
  }] }));
  expect(readFailures({ file: playwright, kind: 'playwright' })).toEqual(['e2e/x.spec.ts:7: fails', 'e2e/x.spec.ts:7: group › passed the second time']);
  expect(readFailures(undefined)).toEqual([]);
});

it('tells of a failed step its failed tests and the beginning of what the tool said, without marks of what passed', () => {
  const said = ['·····x···', '', '    [pid=7] chatter of the browser', ...Array.from({ length: 300 }, (_, at) => `line ${at}`)].join('\n');
  const told = shorten(said, Array.from({ length: 30 }, (_, at) => `test ${at}`));
  expect(told.slice(0, 2)).toEqual(['test 0', 'test 1']);
  expect(told.filter((line) => line.startsWith('line')).slice(0, 2)).toEqual(['line 0', 'line 1']);
  expect(told.join('\n')).not.toMatch(/···|chatter/);
  expect(told).toContain('… 18 more failed');
  expect(told.at(-1)).toMatch(/^… \d+ more lines$/);
  expect(told.length).toBeLessThan(60);
});

it('counts a failed step without failed tests as one failure, so that the last line agrees with the exit code', () => {
  const result = { name: '', milliseconds: 0, output: '', failures: [] };
  const tests = { ...result, ok: true, counts: { passed: 5, failed: 0 } };
  expect(summary([tests])).toEqual({ line: '5 passed, 0 failed', failed: false });
  expect(summary([tests, { ...result, ok: false, counts: null }])).toEqual({ line: '5 passed, 1 failed', failed: true });
  expect(summary([{ ...result, ok: false, counts: { passed: 2, failed: 3 } }])).toEqual({ line: '2 passed, 3 failed', failed: true });
});
