import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { root } from './tell.mjs';

/**
 * Does something that two starts of the same folder must not do at once; the second one waits for the first.
 * @param {string} what
 * @param {(line: string) => void} say
 * @param {() => void | Promise<void>} work
 */
export async function alone(what, say, work) {
  const folder = createHash('sha256').update(root).digest('hex').slice(0, 16);
  const file = path.join(tmpdir(), `openward-${what}-${folder}`);
  for (let waited = false; !take(file); waited = true) {
    if (!waited) say('Waiting for another start of OpenWard, which is preparing the same folder …');
    await wait(500);
  }
  try {
    await work();
  } finally {
    rmSync(file, { force: true });
  }
}

/** @param {string} file */
function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') return true;
    const holder = Number(read(file));
    if (holder > 0 && !alive(holder)) rmSync(file, { force: true });
    return false;
  }
}

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** @param {number} pid */
function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}
