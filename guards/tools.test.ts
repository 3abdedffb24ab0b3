// The compiler, the linter and the search for unused code each have to find what was planted for them.
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { runTool, type ToolResult } from './tool.ts';

describe('the compiler', () => {
  const found: Record<string, ToolResult> = {};
  beforeAll(async () => {
    for (const project of ['server', 'web']) {
      found[project] = await runTool('typescript', ['-p', `guards/seeded/types/${project}`, '--pretty', 'false']);
    }
  }, 60_000);

  it.each([
    ['an enum, which does not run unbuilt', 'server', 'TS1294'],
    ['a type imported as a value', 'server', 'TS1484'],
    ['undefined where null is meant', 'server', 'TS2322'],
    ['the first of a list that may be empty', 'server', 'TS2532'],
    ['a window on the server', 'server', 'TS2304'],
    ['a process in the browser', 'web', 'process'],
    ['a file system in the browser', 'web', 'node:fs'],
  ])('refuses %s', (_what, project, sign) => {
    expect(found[project]?.code).not.toBe(0);
    expect(found[project]?.output).toContain(sign);
  });
});

describe('the linter', () => {
  it('refuses each planted mistake', async () => {
    const { code, output } = await runTool('oxlint', [
      '-c', 'guards/seeded/lint/oxlintrc.json', '--disable-nested-config', '-f', 'unix', 'guards/seeded/lint',
    ]);
    expect(code).toBe(1);
    const rules = output.match(/(?<=\[Error\/)\S+(?=\])/g) ?? [];
    expect(rules.sort()).toEqual([
      'typescript(no-explicit-any)',
      'typescript(no-floating-promises)',
      'typescript(no-misused-promises)',
      'typescript(only-throw-error)',
      'typescript(require-array-sort-compare)',
      'typescript(switch-exhaustiveness-check)',
      'vitest(no-disabled-tests)',
      'vitest(no-focused-tests)',
    ]);
  });
});

describe('the types of the screens', () => {
  it('are known to the linter, which takes the nearest tsconfig.json of a file', async () => {
    const departments = (await readdir('departments')).map((name) => `departments/${name}/web`).filter((folder) => existsSync(folder));
    for (const folder of ['app/web', 'platform/ui', 'e2e', ...departments]) {
      expect(await readFile(`${folder}/tsconfig.json`, 'utf8'), folder).toMatch(/"extends": "(\.\.\/)+tsconfig\.tests\.json"/);
    }
  });
});

describe('the search for unused code', () => {
  let found: ToolResult;
  beforeAll(async () => {
    found = await runTool('knip', ['--directory', 'guards/seeded/unused', '--no-progress', '--no-config-hints', '--reporter', 'json']);
  }, 60_000);

  it.each([
    ['a file that nobody imports', 'app/forgotten.ts'],
    ['an export that nobody imports', 'unused'],
    ['a package that nobody imports', 'zod'],
    ['a package that no manifest lists', 'fastify'],
  ])('finds %s', (_what, name) => {
    expect(found.code).toBe(1);
    expect(found.output).toContain(`"${name}"`);
  });
});
