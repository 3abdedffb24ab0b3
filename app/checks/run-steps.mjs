import { spawn } from 'node:child_process';
import { readCounts, readFailures, seconds, shorten } from './report.mjs';
import { root } from '../launch/tell.mjs';

/** @typedef {import('./steps.mjs').Step} Step */
/** @typedef {import('./report.mjs').Result} Result */

/** A step that hangs must not keep the machine for ever. */
const longestStep = 40 * 60_000;

/**
 * Runs the steps in their order, as many at once as there are cores for, and tells of each when it is over. What a step
 * says is shown only where it failed, and shortened: nobody looks for one error among ten thousand lines that are well.
 * @param {Step[]} steps
 * @param {number} cores
 * @param {(line: string) => void} say
 * @returns {Promise<Result[]>}
 */
export async function runSteps(steps, cores, say) {
  const waiting = [...steps];
  /** @type {Map<Step, Promise<void>>} */
  const running = new Map();
  /** @type {Result[]} */
  const results = [];
  let free = cores;
  while (waiting.length > 0 || running.size > 0) {
    const at = waiting.findIndex((step) => mayRun(step, steps, results, free, running.size));
    const [step] = at < 0 ? [] : waiting.splice(at, 1);
    if (step === undefined) {
      await Promise.race(running.values());
      continue;
    }
    free -= step.cores;
    running.set(step, runStep(step).then((result) => {
      free += step.cores;
      running.delete(step);
      results.push(result);
      tell(result, say);
    }));
  }
  return results;
}

/**
 * @param {Step} step
 * @param {Step[]} steps
 * @param {Result[]} results
 * @param {number} free
 * @param {number} running
 */
function mayRun(step, steps, results, free, running) {
  const waits = steps.some(({ name }) => name === step.needs) && !results.some(({ name }) => name === step.needs);
  return !waits && (step.cores <= free || running === 0);
}

/**
 * @param {Step} step
 * @returns {Promise<Result>}
 */
function runStep(step) {
  const began = Date.now();
  const child = spawn(step.node, step.args, { cwd: root, env: step.env, stdio: ['ignore', 'pipe', 'pipe'] });
  const timer = setTimeout(() => child.kill('SIGKILL'), longestStep);
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  /** @param {NodeJS.Signals} signal */
  const handOn = (signal) => {
    child.kill(signal);
    process.exitCode = 130;
  };
  for (const signal of signals) process.on(signal, handOn);
  let output = '';
  /** @param {Buffer} part */
  const keep = (part) => void (output += part.toString());
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  return new Promise((resolve) => {
    /** @param {number | null} code */
    const finish = (code) => {
      clearTimeout(timer);
      for (const signal of signals) process.off(signal, handOn);
      const milliseconds = Date.now() - began;
      if (milliseconds >= longestStep) output += `\nEnded after ${seconds(longestStep)}.`;
      resolve({ name: step.name, ok: code === 0, milliseconds, output, counts: readCounts(step.tests), failures: readFailures(step.tests) });
    };
    child.once('error', (error) => {
      output += String(error);
      finish(1);
    });
    child.once('close', finish);
  });
}

/**
 * @param {Result} result
 * @param {(line: string) => void} say
 */
function tell({ name, ok, milliseconds, output, counts, failures }, say) {
  const tests = counts === null ? '' : `  ${counts.passed} passed, ${counts.failed} failed`;
  say(`${ok ? 'ok    ' : 'FAILED'}  ${name.padEnd(16)} ${seconds(milliseconds).padStart(8)}${tests}`);
  if (!ok) say(shorten(output, failures).join('\n').replaceAll(/^/gm, '    '));
}
