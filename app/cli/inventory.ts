import { type Command, Option } from 'commander';

/** `openward inventory`: what the hospital runs on, as the settings of this process and its database name it. */
export function register(program: Command): void {
  program
    .command('inventory')
    .description('print the inventory of assets: ways in and out, places of data, keys, machines, software')
    .addOption(new Option('--format <format>', 'how').choices(['csv', 'json']).default('csv'))
    .action(async ({ format }: { format: 'csv' | 'json' }) => {
      await import('../departments.ts');
      const { assetText } = await import('@openward/compliance/mount');
      const { tellAssetsOf } = await import('../assets.ts');
      const { withDatabase } = await import('./with-database.ts');
      process.stdout.write(await withDatabase('inventory', ({ database }, { config }) => {
        tellAssetsOf(config);
        return database.transaction({ scope: 'system' }, (tx) => assetText(tx, format), { readOnly: true });
      }));
    });
}
