// Kills the server and PostgreSQL under load, again and again, and looks each time whether all that was acknowledged is there, nothing is half
// done, nothing was done twice, and the audit log proves itself.
//   node app/openward.mjs run bench/torture/torture.ts [--rounds 50] [--seed WORD] [--people 12] [--keep]
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { random } from '@openward/patients/demo';
import { openMailServer } from '../../departments/messages/server/testing/mail-server.ts';
import { BenchHospital, type BenchServer } from '../hospital.ts';
import { actOf } from './acts.ts';
import { findBroken } from './check.ts';
import { layGround } from './ground.ts';
import { settle, writeOn, type Sent } from './writers.ts';

/** What dies. */
const ways = ['server', 'database', 'both', 'one connection', 'server as it starts', 'database as it starts'] as const;
type Way = (typeof ways)[number];
type Struck = 'server' | 'database' | 'both' | 'one connection';
/** The first blow of each; two have another while all starts again. */
const struck: Record<Way, Struck> = { server: 'server', database: 'database', both: 'both', 'one connection': 'one connection', 'server as it starts': 'server', 'database as it starts': 'database' };

export interface Outcome {
  rounds: number;
  acknowledged: number;
  /** Sent again after a start, since no answer had come. */
  unanswered: number;
  mails: number;
  /** What was found wrong, by round; empty where all is well. */
  broken: string[];
  /** From the start to the first answer; ms. */
  starts_ms: number[];
}

const wait = (ms: number) => new Promise((resolve) => { setTimeout(resolve, ms); });

/** Tortures a hospital of its own. `tell` hears a line of each round; `spoil` may do harm before the last look, which must then be found. */
export async function torture({ rounds, seed, people, tell, spoil, keep = false }: {
  rounds: number; seed: string; people: number; tell: (line: string) => void; spoil?: (server: BenchServer, hospital: BenchHospital) => Promise<void>; keep?: boolean;
}): Promise<Outcome> {
  const chance = random(seed);
  const upTo = (most: number): number => Math.floor(Number(`0.${chance.digits(6)}`) * most);
  const hospital = new BenchHospital();
  const mail = await openMailServer();
  const outcome: Outcome = { rounds: 0, acknowledged: 0, unanswered: 0, mails: 0, broken: [], starts_ms: [] };
  const sent: Sent = { promised: [], open: [] };
  let number = 0;
  let server: BenchServer | undefined;
  try {
    server = await hospital.start({ complaints: 'ignore' });
    const ground = await hospital.withSuperuser(async (connect) => layGround(await connect(), { mail_port: mail.port, drafts: Math.min(4000, 150 + rounds * 60) }));
    for (let round = 1; round <= rounds; round += 1) {
      const way = ways[round <= ways.length ? round - 1 : upTo(ways.length)]!;
      const load = writeOn(server, sent, { people, next: () => actOf(ground, seed, number++) });
      await wait(300 + upTo(3200));
      await strike(hospital, server, struck[way], upTo);
      if (way === 'one connection') await wait(1500);
      else await server.ended();
      await load.stop();
      outcome.unanswered += sent.open.length;
      const begun = performance.now();
      if (way.endsWith('as it starts')) await strikeTheStart(hospital, way, upTo);
      if (server.gone) server = await hospital.start({ complaints: 'ignore' });
      await settle(server, sent);
      outcome.starts_ms.push(Math.round(performance.now() - begun));
      if (round === rounds) await spoil?.(server, hospital);
      const broken = await lookAt(hospital, sent, mail.taken);
      outcome.broken.push(...broken.map((each) => `round ${round}, ${way}: ${each}`));
      outcome.rounds = round;
      outcome.acknowledged = sent.promised.length;
      outcome.mails = mail.taken.length;
      tell(`  ${String(round).padStart(3)}  ${way.padEnd(22)} ${String(sent.promised.length).padStart(6)} acknowledged, answers again after ${(outcome.starts_ms.at(-1)! / 1000).toFixed(1)} s${broken.length === 0 ? '' : `  BROKEN: ${broken.join('; ')}`}`);
      if (broken.length > 0) break;
    }
    return outcome;
  } finally {
    if (server !== undefined && !server.gone) await server.stop();
    await mail.close();
    if (keep) tell(`Left in ${hospital.folder}`);
    else hospital.remove();
  }
}

const postmaster = (hospital: BenchHospital): number | null => {
  const file = path.join(hospital.folder, 'database', 'postmaster.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : null;
};

async function strike(hospital: BenchHospital, server: BenchServer, what: Struck, upTo: (most: number) => number): Promise<void> {
  const database = postmaster(hospital);
  if (what === 'server' || what === 'both') server.kill();
  if (what === 'database' || what === 'both') process.kill(database!, 'SIGKILL');
  if (what === 'one connection') {
    // PostgreSQL then ends all others as well, since one that died may have left shared memory in disorder.
    const children = spawnSync('pgrep', ['-P', String(database), '-f', 'openward'], { encoding: 'utf8' }).stdout.trim().split('\n').filter((line) => line !== '');
    const one = children[upTo(children.length)];
    if (one === undefined) throw new Error('PostgreSQL has no connections');
    process.kill(Number(one), 'SIGKILL');
  }
  await wait(0);
}

/** A start that is cut off somewhere; what it left is for the next. */
async function strikeTheStart(hospital: BenchHospital, way: Way, upTo: (most: number) => number): Promise<void> {
  const child = hospital.launch({ complaints: 'ignore' });
  const ended = new Promise((resolve) => { child.once('exit', resolve); });
  child.stdout?.resume();
  await wait(200 + upTo(2500));
  const database = postmaster(hospital);
  if (way === 'database as it starts' && database !== null) {
    try {
      process.kill(database, 'SIGKILL');
    } catch {
      // The one that the file names is gone already.
    }
    await wait(upTo(500));
  }
  child.kill('SIGKILL');
  await ended;
}

/** All that is wrong now. */
async function lookAt(hospital: BenchHospital, sent: Sent, mails: readonly { data: string }[]): Promise<string[]> {
  const broken = await hospital.withSuperuser(async (connect) => findBroken(await connect(), sent.promised));
  const seen = new Set<string>();
  for (const { data } of mails) {
    const message = /^Message-ID: (.*)$/im.exec(data)?.[1] ?? '';
    if (message === '' || seen.has(message)) broken.push(`a message went out twice: ${message}`);
    seen.add(message);
  }
  const verified = spawnSync(process.execPath, [path.join(import.meta.dirname, '../../app/openward.mjs'), 'audit', 'verify'], { encoding: 'utf8', env: { ...process.env, OPENWARD_DATA: hospital.folder } });
  if (verified.status !== 0 || !verified.stdout.includes('nothing wrong')) broken.push(`the audit log does not prove itself: ${verified.stdout}${verified.stderr}`.trim());
  return broken;
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { rounds: { type: 'string', default: '50' }, seed: { type: 'string', default: Date.now().toString(36) }, people: { type: 'string', default: '12' }, keep: { type: 'boolean', default: false } } });
  console.log(`Seed ${values.seed}: the same blows again with --seed ${values.seed}`);
  const outcome = await torture({ rounds: Number(values.rounds), seed: values.seed, people: Number(values.people), keep: values.keep, tell: (line) => console.log(line) });
  const slowest = Math.max(...outcome.starts_ms) / 1000;
  console.log(`${outcome.rounds} rounds: ${outcome.acknowledged} writes acknowledged, ${outcome.unanswered} sent again without an answer, ${outcome.mails} messages; slowest start ${slowest.toFixed(1)} s; ${outcome.broken.length === 0 ? 'nothing lost, half done or done twice' : outcome.broken.join('\n')}`);
  process.exitCode = outcome.broken.length === 0 && outcome.rounds === Number(values.rounds) ? 0 : 1;
}
