// Plain JavaScript for whatever Node the machine has: it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { alone } from './alone.mjs';
import { OneLine, root } from './tell.mjs';

const lockFile = path.join(root, 'package-lock.json');
const installed = path.join(root, 'node_modules', '.package-lock.json');
const marker = path.join(root, 'node_modules', '.openward-lock');
const pinned = path.join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/**
 * Installs what the lock file names, when it is missing or older than the lock file.
 * @param {(line: string) => void} say
 */
export async function ensureInstalled(say) {
  if (isInstalled()) return;
  await alone('install', say, () => {
    if (isInstalled()) return;
    say('Installing what OpenWard needs (npm ci); this takes a minute or two …');
    const { status, error } = spawnSync('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: root, stdio: ['ignore', 'inherit', 'inherit'], shell: process.platform === 'win32',
    });
    if (status !== 0) {
      const why = error === undefined ? '' : ` (${error.message})`;
      throw new OneLine(`npm ci did not succeed${why}: see above for its reason, check the network and that ${root} may be written, and start again.`);
    }
    writeFileSync(marker, hashOfLock());
  });
}

function isInstalled() {
  if (!existsSync(installed)) return false;
  // npm writes this file last, so one that is newer than the lock file was made from it.
  if (statSync(installed).mtimeMs >= statSync(lockFile).mtimeMs) return true;
  return existsSync(marker) && readFileSync(marker, 'utf8') === hashOfLock();
}

function hashOfLock() {
  return createHash('sha256').update(readFileSync(lockFile)).digest('hex');
}

/** The Node that OpenWard is pinned to; the one that runs this where the pinned one cannot, if it is new enough. */
export function pinnedNode() {
  if (runs(pinned)) return pinned;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  // The package `node` fetches its program in an install script, which npm may have been told to leave out.
  spawnSync('npm', ['rebuild', 'node', '--foreground-scripts', '--loglevel=error'], { cwd: root, stdio: 'ignore' });
  if (runs(pinned)) return pinned;
  throw new OneLine(`OpenWard runs on Node 24, which could not be installed here, and this is Node ${process.versions.node}: install Node 24 (nodejs.org) and start again.`);
}

/** @param {string} program */
function runs(program) {
  return existsSync(program) && spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;
}
