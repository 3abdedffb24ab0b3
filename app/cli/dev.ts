import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';

/** `openward dev …`: for people who work on OpenWard. */
export function register(program: Command): void {
  program
    .command('dev')
    .description('for those who work on OpenWard')
    .command('types')
    .description('write the types of all tables from a freshly migrated database')
    .action(async () => {
      const { generatedTypes, generateFreshTypes } = await import('@openward/platform/db/types');
      writeFileSync(generatedTypes, await generateFreshTypes());
      console.log(`Written: ${generatedTypes}`);
    });
}
