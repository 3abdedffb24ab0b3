// Plain JavaScript for whatever Node the machine has.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { alone } from './alone.mjs';
import { OneLine, root } from './tell.mjs';

const built = path.join(root, 'app', 'dist');
const marker = path.join(built, '.built-from');

/**
 * Builds the web app when it is missing or was built from other sources.
 * @param {string} node
 * @param {(line: string) => void} say
 */
export async function ensureScreens(node, say) {
  if (isBuilt(hashOfSources())) return;
  await alone('screens', say, () => {
    const sources = hashOfSources();
    if (isBuilt(sources)) return;
    say('Building the screens …');
    const { status, stdout, stderr } = spawnSync(node, ['node_modules/vite/bin/vite.js', 'build', '--config', 'app/vite.config.ts', '--logLevel', 'warn'], {
      cwd: root, encoding: 'utf8', env: { ...process.env, NODE_ENV: 'production' },
    });
    if (status !== 0) throw new OneLine(`The screens could not be built: ${`${stderr}${stdout}`.trim()}`);
    writeFileSync(marker, sources);
  });
}

/** @param {string} sources */
function isBuilt(sources) {
  return existsSync(path.join(built, 'index.html')) && existsSync(marker) && readFileSync(marker, 'utf8') === sources;
}

/** By content, since a checkout gives files new dates without changing them. */
function hashOfSources() {
  const hash = createHash('sha256').update(readFileSync(path.join(root, 'package-lock.json')));
  for (const area of ['app', 'platform', 'departments']) addFolder(hash, path.join(root, area));
  return hash.digest('hex');
}

/** What the screens cannot be made of. */
const never = new Set(['node_modules', 'dist', 'server', 'cli', 'launch', 'migrations', 'db', 'testing', 'fixtures']);

/**
 * @param {import('node:crypto').Hash} hash
 * @param {string} folder
 */
function addFolder(hash, folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory() && !never.has(entry.name)) addFolder(hash, file);
    if (entry.isFile() && isSource(entry.name)) hash.update(`${path.relative(root, file)}\0`).update(readFileSync(file)).update('\0');
  }
}

/** @param {string} name */
function isSource(name) {
  return /\.(tsx?|css|html|svg|png|po|json)$/.test(name) && !/\.(test|sql|routes)\.tsx?$/.test(name);
}
