import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { openEmbedded } from '@openward/platform/db/embedded';
import { copyManyPatients } from '@openward/patients/demo';
import { leanServer } from '../app/launch/child.mjs';
import { ensureScreens } from '../app/launch/screens.mjs';

const run = path.join(import.meta.dirname, '../app/run.ts');
const screens = path.join(import.meta.dirname, '../app/dist/index.html');

/** A hospital for a benchmark: a data folder of its own, with the embedded PostgreSQL as it runs in production. */
export class BenchHospital {
  readonly folder: string;

  constructor() {
    const parent = mkdtempSync(path.join(tmpdir(), 'openward-bench-'));
    // As root, PostgreSQL runs as another user, who must be able to enter.
    chmodSync(parent, 0o755);
    this.folder = path.join(parent, 'data');
  }

  /** Starts the server in its own process, as `npm start -- --demo` does. */
  async start(how: { complaints?: 'inherit' | 'ignore' } = {}): Promise<BenchServer> {
    // Any build will do: the load asks for none of it.
    if (!existsSync(screens)) await ensureScreens(process.execPath, (line) => process.stderr.write(`${line}\n`));
    return this.serverOf(this.launch(how));
  }

  /** Begins to start it, and does not wait. */
  launch({ complaints = 'inherit' }: { complaints?: 'inherit' | 'ignore' } = {}): ChildProcess {
    return spawn(process.execPath, [...leanServer, run, '--demo'], {
      env: { ...process.env, NODE_ENV: 'production', PORT: '0', HOST: '127.0.0.1', OPENWARD_DATA: this.folder, OPENWARD_LOG: complaints === 'inherit' ? 'error' : 'silent' },
      stdio: ['ignore', 'pipe', complaints],
    });
  }

  /** Waits until what was begun answers; rejects when it ends before. */
  async serverOf(child: ChildProcess): Promise<BenchServer> {
    const address = await readyAddress(child);
    const { password, accounts } = JSON.parse(readFileSync(path.join(this.folder, 'demo-sign-ins.json'), 'utf8')) as {
      password: string;
      accounts: { role: string; username: string }[];
    };
    return new BenchServer(child, address, password, new Map(accounts.map(({ role, username }) => [role, username])));
  }

  /** Works on the database past row-level security, beside the server or alone. */
  async withSuperuser<T>(fn: (connect: () => Promise<pg.Client>) => Promise<T>): Promise<T> {
    const embedded = await openEmbedded({ folder: this.folder, purpose: 'use', name: 'openward bench' });
    const connection = { ...embedded.superuser, database: embedded.owner.database };
    const clients: pg.Client[] = [];
    try {
      return await fn(async () => {
        const client = new pg.Client(connection);
        await client.connect();
        clients.push(client);
        return client;
      });
    } finally {
      await Promise.all(clients.map((client) => client.end()));
      await embedded.close();
    }
  }

  /** Adds invented patients until there are this many, on two connections at once. */
  async fillTo(count: number, onProgress: (done: number) => void): Promise<void> {
    await this.withSuperuser(async (connect) => {
      const clients = [await connect(), await connect()];
      const { rows } = await clients[0]!.query<{ there: number }>('select count(*)::int as there from patients.patient');
      const missing = count - (rows[0]?.there ?? 0);
      let done = 0;
      await Promise.all(clients.map(async (client, at) => {
        await client.query('set synchronous_commit = off');
        let last = 0;
        await copyManyPatients(client, {
          seed: `bench/${count}/${at}`,
          count: at === 0 ? Math.ceil(missing / 2) : Math.floor(missing / 2),
          today: '2026-01-01',
          onProgress: (now) => {
            done += now - last;
            last = now;
            onProgress(done);
          },
        });
      }));
      await clients[0]!.query('vacuum (analyze)');
      await clients[0]!.query('checkpoint');
    });
  }

  remove(): void {
    rmSync(path.dirname(this.folder), { recursive: true, force: true });
  }
}

/** The server of a bench hospital, in its own process. */
export class BenchServer {
  readonly #child: ChildProcess;
  readonly #usernames: ReadonlyMap<string, string>;
  readonly #password: string;
  readonly address: string;

  constructor(child: ChildProcess, address: string, password: string, usernames: ReadonlyMap<string, string>) {
    this.#child = child;
    this.#usernames = usernames;
    this.#password = password;
    this.address = address;
  }

  /** Signs somebody of this role in; returns the headers of their requests. */
  async signIn(role: string): Promise<Record<string, string>> {
    const answer = await fetch(`${this.address}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-openward': '1' },
      body: JSON.stringify({ username: this.#usernames.get(role), password: this.#password }),
    });
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0];
    if (!answer.ok || cookie === undefined) throw new Error(`${role} cannot sign in: ${answer.status} ${await answer.text()}`);
    return { cookie, 'x-openward': '1' };
  }

  /** Resident memory of the server's process in MB: now, and at its highest. */
  memory(): { now: number; peak: number } {
    const status = readFileSync(`/proc/${this.#child.pid}/status`, 'utf8');
    const read = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
    return { now: read('VmRSS'), peak: read('VmHWM') };
  }

  /** Whether its process has ended, in whatever way. */
  get gone(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** Resolves when its process has ended. */
  async ended(): Promise<void> {
    if (!this.gone) await new Promise((resolve) => { this.#child.once('exit', resolve); });
  }

  /** As the power fails: it can tidy nothing up. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => { this.#child.once('exit', resolve); });
    this.#child.kill('SIGTERM');
    await ended;
  }
}

function readyAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout?.setEncoding('utf8').on('data', (part: string) => {
      said += part;
      const address = /OpenWard is ready: (\S+)/.exec(said)?.[1];
      if (address !== undefined && said.includes('Ctrl-C stops it')) resolve(address);
    });
    child.once('exit', () => { reject(new Error(`The server ended: ${said}`)); });
  });
}
