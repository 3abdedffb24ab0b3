import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const longestStart = 180_000;

/**
 * Starts a demo hospital as a person does, on a free port and in a folder of its own, and tells its address in
 * E2E_URL and its folder in E2E_DATA. What it returns stops it and removes the folder. With both set beforehand that one is used.
 */
export default async function startHospital(): Promise<(() => Promise<void>) | undefined> {
  if (process.env['E2E_URL'] !== undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'openward-e2e-'));
  process.env['E2E_DATA'] = join(folder, 'data');
  const child = spawn(process.execPath, [resolve('app/start.mjs'), '--demo'], {
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1', OPENWARD_DATA: join(folder, 'data') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = async () => {
    await end(child);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    process.env['E2E_URL'] = await addressOf(child);
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}

/** Waits until the hospital says where it is; what it said before belongs to the error when it never does. */
function addressOf(child: ChildProcess): Promise<string> {
  let said = '';
  return new Promise((done, fail) => {
    const timer = setTimeout(() => fail(new Error(`The hospital did not start:\n${said}`)), longestStart);
    const hear = (part: Buffer) => {
      said += part.toString();
      const address = /OpenWard is ready: (http:\S+)/.exec(said)?.[1];
      if (address === undefined) return;
      clearTimeout(timer);
      done(address);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', (code) => {
      clearTimeout(timer);
      fail(new Error(`The hospital ended with ${code}:\n${said}`));
    });
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 30_000);
  await gone;
  clearTimeout(timer);
}
