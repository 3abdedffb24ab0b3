import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** How a tool ended, and all that it said. */
export interface ToolResult {
  code: number | null;
  output: string;
}

const packages = resolve(import.meta.dirname, '../node_modules');

/** Runs the command of an installed package with the Node of this process. */
export async function runTool(packageName: string, args: string[]): Promise<ToolResult> {
  const manifest = await readFile(join(packages, packageName, 'package.json'), 'utf8');
  const { bin } = JSON.parse(manifest) as { bin: string | Record<string, string> };
  const command = typeof bin === 'string' ? bin : Object.values(bin)[0];
  if (command === undefined) throw new Error(`${packageName} has no command`);
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [join(packages, packageName, command), ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
    });
    let output = '';
    child.stdout.on('data', (part: Buffer) => (output += part.toString()));
    child.stderr.on('data', (part: Buffer) => (output += part.toString()));
    child.once('error', fail);
    child.once('close', (code) => done({ code, output }));
  });
}
