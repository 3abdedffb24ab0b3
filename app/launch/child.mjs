import { spawn } from 'node:child_process';
import { root } from './tell.mjs';

/**
 * Runs a program in the terminal of this one, hands signals on to it, and returns its exit code. Where it is not
 * told otherwise, the child hears by its channel when this process dies without a word.
 * @param {string} node
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, channel?: boolean }} [options]
 * @returns {Promise<number>}
 */
export function runChild(node, args, { cwd = process.cwd(), env = process.env, channel = true } = {}) {
  const child = spawn(node, args, { cwd, env, stdio: channel ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit' });
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      if (signal === null) return resolve(code ?? 1);
      process.stderr.write(`OpenWard was ended by ${signal}${signal === 'SIGKILL' ? ' (by a person, or for lack of memory)' : ''}: start it again, it recovers by itself.\n`);
      resolve(1);
    });
  });
}

export const runFile = `${root}/app/run.ts`;
