import type { Command } from 'commander';

/** `openward migrate`: what each start does first, on its own. */
export function register(program: Command): void {
  program
    .command('migrate')
    .description('bring the database to the state of this version')
    .action(async () => {
      const { withDatabase } = await import('./with-database.ts');
      const { migrationFiles } = await import('@openward/platform/db');
      await withDatabase('migrate', async () => {
        console.log(`The database is up to date: ${migrationFiles().at(-1)?.file}`);
      });
    });
}
