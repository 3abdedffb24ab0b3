import { CannotStart, readConfig } from '@openward/platform/config';
import type { Config } from '@openward/platform/config';
import { openHospital } from '../hospital.ts';
import type { Hospital } from '../hospital.ts';

/**
 * Gives a command the hospital's database: that of the running server, or one that is started for it and stopped
 * after it. Ctrl-C ends the command in order too; `stopped` tells a long one to come to an end.
 */
export async function withDatabase<T>(
  command: string, fn: (hospital: Hospital, context: { config: Config; stopped: AbortSignal }) => Promise<T>,
): Promise<T> {
  const config = readConfig(process.env);
  const stop = new AbortController();
  const onSignal = () => {
    if (stop.signal.aborted) process.exit(130);
    stop.abort(new CannotStart('command.stopped', `openward ${command} was stopped.`));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  const hospital = await openHospital(config, { purpose: 'use', name: `openward ${command}`, say: (line) => process.stderr.write(`${line}\n`) });
  const lost = new Promise<never>((_, reject) => {
    hospital.onLost(() => { reject(new CannotStart('database.lost', 'PostgreSQL ended while the command ran: run it again.')); });
  });
  const stopped = new Promise<never>((_, reject) => {
    stop.signal.addEventListener('abort', () => { setTimeout(() => { reject(stop.signal.reason as Error); }, 5000).unref(); });
  });
  try {
    return await Promise.race([fn(hospital, { config, stopped: stop.signal }), lost, stopped]);
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, onSignal);
    await hospital.close();
  }
}
