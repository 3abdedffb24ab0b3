import type { AddressInfo } from 'node:net';
import { Command } from 'commander';
import pino from 'pino';
import { prepareFirstRun } from '@openward/platform/auth';
import { addressOf, CannotStart, oneLine, readConfig } from '@openward/platform/config';
import type { Config } from '@openward/platform/config';
import { BadCertificate, redirectListener } from '@openward/platform/http';
import type { FastifyInstance } from 'fastify';
import { openHospital } from './hospital.ts';
import type { Hospital } from './hospital.ts';
import { listenProblem, portProblem } from './launch/port.mjs';

/**
 * The server's process. It checks what could stop it before it changes anything, opens the database, serves, and
 * on Ctrl-C, SIGTERM or the end of the terminal closes everything in order. Its exit code says how it went.
 */
export async function run(options: { demo?: boolean }): Promise<void> {
  const opening = open(options);
  let stopping = false;
  onStopSignal(() => {
    stopping = true;
    // What is being opened is opened first, and then closed in order: nothing is left half done.
    opening.then((close) => close()).then(() => process.exit(0), () => process.exit(1));
  });
  await opening.catch((error: unknown) => {
    if (!stopping) complain(error);
    process.exit(1);
  });
}

async function open(options: { demo?: boolean }): Promise<() => Promise<void>> {
  const config = readConfig(process.env, options);
  const problem = await portProblem(config.host, config.port);
  if (problem !== undefined) throw new CannotStart('port', problem);
  const hospital = await openHospital(config, { purpose: 'serve', name: 'openward start', say });
  hospital.onLost(() => {
    process.stderr.write('OpenWard stops, because PostgreSQL ended unexpectedly: start OpenWard again, which recovers what was saved.\n');
    process.exit(1);
  });
  try {
    return await serve(config, hospital);
  } catch (error) {
    await hospital.close();
    throw error;
  }
}

/** Builds the server, listens and says where. Returns how to close all of it. */
async function serve(config: Config, hospital: Hospital): Promise<() => Promise<void>> {
  const log = pino({ level: config.log_level }, pino.destination({ dest: 2, sync: true }));
  const signIns = config.demo ? await makeDemo(config, hospital) : [];
  const { startBackups } = await import('./backups.ts');
  startBackups(config, hospital);
  const { startErasures } = await import('./erasures.ts');
  await startErasures(config, hospital.database, say);
  const { startDowntime } = await import('./downtime.ts');
  startDowntime(config);
  const { buildServer } = await import('./server.ts');
  const server = await buildServer({ database: hospital.database, config, log }).catch((error: unknown) => {
    throw error instanceof BadCertificate ? new CannotStart('tls', `${error.message}.`, { cause: error }) : error;
  });
  const redirect = redirectBeside(server, config);
  try {
    await server.listen({ host: config.host, port: config.port });
    await redirect();
  } catch (error) {
    await server.close();
    throw new CannotStart('port', listenProblem(error, config.host, config.port), { cause: error });
  }
  const { port } = server.server.address() as AddressInfo;
  say(`OpenWard is ready: ${config.port === 0 ? addressOf(config.host, port, config.tls !== undefined) : config.public_url}`);
  signIns.forEach(say);
  const code = await prepareFirstRun(hospital.database);
  if (code !== null) say(`Open it in a browser to make the administrator's account. The first-run code is ${code}`);
  say(`Its data are in ${config.database_url === undefined ? config.data_folder : 'the PostgreSQL of DATABASE_URL'}. Ctrl-C stops it.`);
  return async () => {
    say('OpenWard is stopping …');
    await server.close();
    await hospital.close();
    say('OpenWard has stopped.');
  };
}

/** Also listens where browsers come without TLS, and leads them to it, until the server closes. */
function redirectBeside(server: FastifyInstance, config: Config): () => Promise<void> {
  const { redirect_port: port, host, public_url } = config;
  if (port === undefined) return async () => {};
  const redirecting = redirectListener(public_url);
  server.addHook('onClose', () => new Promise<void>((resolve) => {
    redirecting.close(() => resolve());
    redirecting.closeAllConnections();
  }));
  return () => new Promise((resolve, reject) => { redirecting.once('error', reject).listen(port, host, resolve); });
}

/** Makes the demo hospital where there is none yet. Returns the lines that say how to sign in. */
async function makeDemo({ data_folder }: Config, { database }: Hospital): Promise<string[]> {
  const { seedDemo, showSignIns } = await import('./demo/index.ts');
  return showSignIns(await seedDemo(database, { data_folder, today: new Date().toISOString().slice(0, 10), say }));
}

/** Ctrl-C arrives several times: from the terminal, from npm and from the launcher. Later ones mean it. */
function onStopSignal(stop: () => void): void {
  let first = 0;
  const heard = () => {
    if (first === 0) {
      first = Date.now();
      stop();
    } else if (Date.now() - first > 2000) {
      process.exit(130);
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, heard);
  // The launcher died without a word: nobody would stop us any more.
  process.on('disconnect', heard);
}

function say(line: string): void {
  // A terminal that was closed takes no more lines; that must not keep the server from closing in order.
  if (process.stdout.writable) process.stdout.write(`${line}\n`);
}

function complain(error: unknown): void {
  if (error instanceof CannotStart) process.stderr.write(`OpenWard cannot start. ${oneLine(error)}\n`);
  else process.stderr.write(`OpenWard stopped because of an error of its own; please report it:\n${error instanceof Error ? error.stack : String(error)}\n`);
}

if (import.meta.main) {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  const { demo } = new Command('npm start --')
    .description('Starts the hospital: its database, its server and its screens.')
    .option('--demo', 'serve a demo hospital of invented people, in a data folder of its own')
    .parse()
    .opts<{ demo?: boolean }>();
  await run({ demo: demo ?? false });
}
