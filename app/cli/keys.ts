import type { Command } from 'commander';

/** `openward keys`: the keys that seal what is in the database. */
export function register(program: Command): void {
  const keys = program.command('keys').description('the keys that seal what is in the database');
  keys.command('rotate-kek').description('make a new key-encryption key before the one in the key file, and wrap every data key anew; a running server takes it up').action(rotate);
}

async function rotate(): Promise<void> {
  const { turnKeyEncryptionKey } = await import('@openward/platform/crypto');
  const { writeEvent } = await import('@openward/platform/audit');
  const { keysOf } = await import('../hospital.ts');
  const { withDatabase } = await import('./with-database.ts');
  await withDatabase('keys rotate-kek', async ({ database }, { config }) => {
    const turned = await turnKeyEncryptionKey(database, keysOf(config));
    await database.transaction({ scope: 'system' }, (tx) => writeEvent(tx, { name: 'compliance.key.rewrap', outcome: 'success', detail: { data_keys: turned } }));
    console.log(`${turned} data keys are wrapped anew.`);
    if (config.vault === undefined && config.key === undefined) {
      console.log('Copy the key file into the safe again. The former key stays in it: backups from before need it.');
    }
  });
}
