import { openKeyring } from '@openward/platform/crypto';
import { openDatabase } from '@openward/platform/db';
import { sendDue } from '../worker.ts';
import { registerThings } from './thing.ts';

/** A server that stops at a given moment and waits to be killed. */
const { connection, key_file, stop_at } = JSON.parse(process.env['TEST_WORKER'] ?? '{}') as { connection: Parameters<typeof openDatabase>[0]; key_file: string; stop_at: 'claimed' | 'sent' };
const database = openDatabase(connection, { connections: 2 });
await openKeyring(database, { file: key_file });
registerThings();
const stop = async (): Promise<void> => {
  process.stdout.write('here\n');
  await new Promise(() => { setInterval(() => {}, 1000); });
};
await sendDue(database, { [stop_at]: stop });
