import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { cache } from './launch/child.mjs';
import { ensureScreens } from './launch/screens.mjs';

const minutes = 60_000;
let parent: string;
let folder: string;
const children: ChildProcess[] = [];

beforeAll(async () => {
  await ensureScreens(process.execPath, () => {});
  parent = mkdtempSync(path.join(tmpdir(), 'openward-run-'));
  // As root, PostgreSQL runs as another user, who must be able to enter.
  chmodSync(parent, 0o755);
  folder = path.join(parent, 'data');
}, 3 * minutes);
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await new Promise((resolve) => { child.on('exit', resolve); });
    }
  }
});
afterAll(() => { rmSync(parent, { recursive: true, force: true }); });

interface Started {
  child: ChildProcess;
  said: () => string;
  complained: () => string;
  /** Resolves with the address once it is told, or rejects when the process ends first. */
  ready: Promise<string>;
  ended: Promise<number | null>;
}

function start(file: string, environment: NodeJS.ProcessEnv = {}, how: 'itself' | 'in a shell' = 'itself'): Started {
  const program = [process.execPath, path.join(import.meta.dirname, file)];
  // The second command keeps the shell from becoming the program: npm's own shell stays as well.
  const [command = '', ...args] = how === 'itself' ? program : ['/bin/sh', '-c', '"$0" "$1"; true', ...program];
  const child = spawn(command, args, {
    env: { ...process.env, ...cache, PORT: '0', OPENWARD_DATA: folder, OPENWARD_LOG: 'silent', ...environment }, stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let said = '';
  let complained = '';
  child.stderr.setEncoding('utf8').on('data', (part: string) => { complained += part; });
  const ended = new Promise<number | null>((resolve) => { child.on('close', resolve); });
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      said += part;
      const address = /OpenWard is ready: (\S+)/.exec(said)?.[1];
      if (address !== undefined && said.includes('Ctrl-C stops it')) resolve(address);
    });
    child.on('close', () => { reject(new Error(`it ended: ${said}${complained}`)); });
  });
  ready.catch(() => {});
  return { child, said: () => said, complained: () => complained, ready, ended };
}

const note = () => path.join(folder, 'database', 'postmaster.pid');
const postmaster = () => Number(readFileSync(note(), 'utf8').split('\n')[0]);

test('a port in use stops it before anything is made', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => { other.listen(0, '127.0.0.1', resolve); });
  const { port } = other.address() as AddressInfo;
  for (const file of ['run.ts', 'start.mjs']) {
    const { ended, complained } = start(file, { PORT: String(port) });
    expect(await ended).toBe(1);
    expect(complained()).toMatch(new RegExp(`^OpenWard cannot start\\. Port ${port} of 127\\.0\\.0\\.1 is in use.* choose another, such as PORT=${port + 1} npm start\\.\\n$`));
  }
  expect(existsSync(folder)).toBe(false);
  other.close();
}, minutes);

test('a setting that cannot be right is named in one line', async () => {
  const { ended, complained } = start('run.ts', { DATABASE_URL: 'mysql://me:very-secret@db/ward' });
  expect(await ended).toBe(1);
  expect(complained()).toMatch(/^OpenWard cannot start\. DATABASE_URL is not an address[^\n]*\n$/);
  expect(complained()).not.toContain('secret');
  expect(existsSync(folder)).toBe(false);
}, minutes);

test('serves the screens, refuses a second server of its folder, and stops in order with code 0', async () => {
  const { child, ready, ended, said } = start('run.ts');
  const page = await fetch(await ready);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('<div id="root"');
  const second = start('run.ts');
  expect(await second.ended).toBe(1);
  expect(second.complained()).toMatch(/^OpenWard cannot start\. OpenWard is already running on [^\n]*\(process \d+\)[^\n]*\n$/);
  expect((await fetch(await ready)).status).toBe(200);
  // From the terminal, from npm and from the launcher: the same Ctrl-C arrives three times.
  for (let times = 0; times < 3; times += 1) child.kill('SIGINT');
  expect(await ended).toBe(0);
  expect(said()).toMatch(/OpenWard has stopped\.\n$/);
  expect(existsSync(note())).toBe(false);
}, 2 * minutes);

test('a stop that is asked for while it starts is obeyed, and leaves nothing running', async () => {
  const { child, ended } = start('run.ts');
  await vi.waitUntil(() => existsSync(note()), { timeout: minutes, interval: 5 });
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
  expect(existsSync(note())).toBe(false);
}, minutes);

test('ends with one line when PostgreSQL is killed, and starts again by itself', async () => {
  const first = start('run.ts');
  await first.ready;
  process.kill(postmaster(), 'SIGKILL');
  expect(await first.ended).toBe(1);
  expect(first.complained()).toMatch(/^OpenWard stops, because PostgreSQL ended unexpectedly[^\n]*\n$/);
  expect((await fetch(await start('run.ts').ready)).status).toBe(200);
}, 2 * minutes);

test('takes over what a killed server left behind', async () => {
  const first = start('run.ts');
  await first.ready;
  const pid = postmaster();
  first.child.kill('SIGKILL');
  await first.ended;
  await start('run.ts').ready;
  expect(postmaster()).toBe(pid);
}, 2 * minutes);

test('npm that was stopped by a signal takes the server with it', async () => {
  const npm = start('start.mjs', { npm_command: 'run-script' }, 'in a shell');
  await npm.ready;
  npm.child.kill('SIGKILL');
  await npm.ended;
  expect(npm.said()).toMatch(/OpenWard has stopped\.\n$/);
  expect(existsSync(note())).toBe(false);
}, 2 * minutes);

test('the launcher hands on a stop and its exit code; when it is killed, the server closes in order', async () => {
  const first = start('start.mjs');
  await first.ready;
  first.child.kill('SIGTERM');
  expect(await first.ended).toBe(0);
  expect(existsSync(note())).toBe(false);
  const second = start('start.mjs');
  await second.ready;
  second.child.kill('SIGKILL');
  // Its output ends when the server, which writes there too, has ended.
  await second.ended;
  expect(second.said()).toMatch(/OpenWard has stopped\.\n$/);
  expect(existsSync(note())).toBe(false);
}, 2 * minutes);
