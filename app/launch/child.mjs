import { spawn } from 'node:child_process';
import path from 'node:path';
import { root } from './tell.mjs';

/** Node keeps what it has compiled here, which halves the time a start takes to load. */
export const cache = { NODE_COMPILE_CACHE: path.join(root, 'node_modules', '.cache', 'node') };

/**
 * Runs a program in the terminal of this one, hands signals on to it, and returns its exit code. Where it is not
 * told otherwise, the child hears by its channel when this process dies without a word.
 * @param {string} node
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, channel?: boolean }} [options]
 * @returns {Promise<number>}
 */
export function runChild(node, args, { cwd = process.cwd(), env = process.env, channel = true } = {}) {
  const child = spawn(node, args, { cwd, env: { ...cache, ...env }, stdio: channel ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit' });
  /** @type {[NodeJS.Signals, number][]} */
  const stops = [['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]];
  for (const [signal] of stops) process.on(signal, () => child.kill(signal));
  stopWithNpm(() => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      if (signal === null) return resolve(code ?? 1);
      const stop = stops.find(([name]) => name === signal);
      if (stop !== undefined) return resolve(stop[1]);
      const why = signal === 'SIGKILL' ? ', by a person or for lack of memory' : '';
      process.stderr.write(`OpenWard was ended from outside (${signal}${why}): start it again, it recovers by itself.\n`);
      resolve(1);
    });
  });
}

/**
 * npm runs a script in a shell, which dies of a signal without handing it on: then we are left to another parent.
 * @param {() => void} stop
 */
function stopWithNpm(stop) {
  if (process.env['npm_command'] === undefined) return;
  const shell = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(watch);
    stop();
  }, 500).unref();
}

/** Young objects would take 200 MB on a large machine before the first is looked at. Only the command line can say so: V8 no longer asks once it runs. */
export const lean = ['--max-semi-space-size=8'];

/** For the server, which needs a fifth of it: the further the end, the longer V8 lets what is dead lie. */
export const leanServer = [...lean, '--max-old-space-size=1024'];

export const runFile = path.join(root, 'app', 'run.ts');
