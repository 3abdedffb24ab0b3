#!/usr/bin/env node
// npx openward: the commands. Plain JavaScript, since the machine's own Node, from version 20, begins it.
import path from 'node:path';
import { lean, runChild } from './launch/child.mjs';
import { ensureInstalled, pinnedNode } from './launch/install.mjs';
import { launch, root } from './launch/tell.mjs';
import { start } from './start.mjs';

const [command, ...rest] = process.argv.slice(2);

await launch(async () => {
  if (command === 'start' && !rest.includes('--help') && !rest.includes('-h')) return start(rest);
  await ensureInstalled((line) => process.stderr.write(`${line}\n`));
  const [file] = rest;
  if (command === 'run' && file !== undefined && !file.startsWith('-')) {
    return runChild(pinnedNode(), [...lean, path.resolve(file), ...rest.slice(1)], { channel: false });
  }
  return runChild(pinnedNode(), [...lean, path.join(root, 'app/cli/main.ts'), ...process.argv.slice(2)], { channel: false });
});
