// What `npm test` runs. Each step is a process of its own; cheap ones come first, so that a slip is told at once.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../launch/tell.mjs';

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string} part      what `npm test -- PART` calls it
 * @property {number} cores     how many it keeps busy; tests wait for a database or a browser half of their time
 * @property {string} node
 * @property {string[]} args
 * @property {string} [needs]   the step that must be over before
 * @property {NodeJS.ProcessEnv} env
 * @property {{ file: string, kind: 'vitest' | 'playwright' }} [tests] where the tool writes what each test did
 */

export const partNames = ['types', 'lint', 'structure', 'unused', 'screens', 'unit', 'http', 'e2e'];

/**
 * @param {string} node
 * @param {string[]} parts   all, when empty
 * @param {string[]} filters handed to the tests
 * @returns {Step[]}
 */
export function readSteps(node, parts, filters) {
  const results = mkdtempSync(path.join(tmpdir(), 'openward-results-'));
  process.on('exit', () => rmSync(results, { recursive: true, force: true }));
  const env = {
    ...process.env,
    NO_COLOR: '1',
    PATH: `${path.dirname(node)}${path.delimiter}${process.env['PATH'] ?? ''}`,
  };
  /** @param {string} file */
  const tool = (file) => path.join(root, 'node_modules', file);
  /** @param {Pick<Step, 'name' | 'part' | 'args'> & Partial<Step>} more @returns {Step} */
  const step = (more) => ({ cores: 1, node, env, ...more });

  const types = ['', '.web', '.tests'].map((project) =>
    step({
      name: `types${project.replace('.', ' of ')}`,
      part: 'types',
      args: [tool('typescript/bin/tsc'), '-p', `tsconfig${project}.json`, '--pretty', 'false'],
    }),
  );
  const projects = { http: ['http', 'http alone'], unit: ['unit'] };
  const tests = Object.entries(projects).map(([project, named]) => {
    const file = path.join(results, `${project}.json`);
    return step({
      name: `${project} tests`,
      part: project,
      args: [
        tool('vitest/vitest.mjs'), 'run', ...named.flatMap((name) => ['--project', name]),
        '--reporter=dot', '--silent=passed-only', '--reporter=json', `--outputFile.json=${file}`, ...filters,
      ],
      tests: { file, kind: /** @type {const} */ ('vitest') },
    });
  });
  const browser = path.join(results, 'e2e.json');
  const screens = `import { ensureScreens } from './app/launch/screens.mjs'; await ensureScreens(process.execPath, console.log);`;
  /** @type {Step[]} */
  const all = [
    ...types,
    step({ name: 'lint', part: 'lint', args: [tool('oxlint/bin/oxlint'), '--format', 'unix'] }),
    step({ name: 'structure', part: 'structure', args: ['guards/structure.cli.ts'] }),
    step({ name: 'unused code', part: 'unused', args: [tool('knip/bin/knip.js'), '--no-progress', '--no-config-hints'] }),
    step({ name: 'screens', part: 'screens', args: ['--input-type=module', '--eval', screens] }),
    ...tests,
    step({
      name: 'browser tests',
      part: 'e2e',
      needs: 'screens',
      args: [tool('@playwright/test/cli.js'), 'test', '--reporter=dot,json', ...filters],
      env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: browser },
      tests: { file: browser, kind: 'playwright' },
    }),
  ];
  return parts.length === 0 ? all : all.filter(({ part }) => parts.includes(part));
}
