import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readCounts, summary } from './report.mjs';
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

it('says nothing of what went well but its name, and everything of what failed', async () => {
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

it('counts a failed step without failed tests as one failure, so that the last line agrees with the exit code', () => {
  const result = { name: '', milliseconds: 0, output: '' };
  const tests = { ...result, ok: true, counts: { passed: 5, failed: 0 } };
  expect(summary([tests])).toEqual({ line: '5 passed, 0 failed', failed: false });
  expect(summary([tests, { ...result, ok: false, counts: null }])).toEqual({ line: '5 passed, 1 failed', failed: true });
  expect(summary([{ ...result, ok: false, counts: { passed: 2, failed: 3 } }])).toEqual({ line: '2 passed, 3 failed', failed: true });
});
