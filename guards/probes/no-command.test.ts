import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

/** Who may start a program: the embedded PostgreSQL, and what installs and starts OpenWard. Nothing that a request reaches, and no backup. */
const mayStart = /^(platform\/db\/embedded|app\/(launch|checks))\//;
const starts = /node:child_process|from 'child_process'|\bexecSync\(|\bshell: ?true\b/;
const isCommand = (file: string, source: string): boolean => source.split('\n').some((line) => starts.test(line) && !(mayStart.test(file) && !/shell: ?true|\bexec(Sync)?\b/.test(line)));

test('no command is run where a request or a backup could put words into it', async () => {
  const found: string[] = [];
  for (const folder of ['app', 'platform', 'departments']) {
    for (const name of await readdir(folder, { recursive: true })) {
      const file = `${folder}/${name}`;
      if (!/\.(ts|tsx|mjs)$/.test(name) || /node_modules|(^|\/)dist\/|\.test\.ts$|\/test-|\/testing\/|\/judge\//.test(file)) continue;
      if (isCommand(file, await readFile(file, 'utf8'))) found.push(file);
    }
  }
  expect(found).toEqual([]);
});

test('and one that were is found', () => {
  expect(isCommand('platform/backup/create.ts', "import { spawn } from 'node:child_process';")).toBe(true);
  expect(isCommand('app/launch/child.mjs', "spawn('pg_dump', { shell: true })")).toBe(true);
  expect(isCommand('app/launch/child.mjs', "import { spawn } from 'node:child_process';")).toBe(false);
});
