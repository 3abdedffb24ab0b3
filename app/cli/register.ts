import { type Command, Option } from 'commander';

/** `openward register`: the register of processing (GDPR 30), as the comments of the tables stand now. */
export function register(program: Command): void {
  program
    .command('register')
    .description('print the register of processing: which tables have personal data, why, how sensitive, how long (GDPR 30)')
    .addOption(new Option('--format <format>', 'how').choices(['md', 'csv', 'json']).default('md'))
    .action(async ({ format }: { format: 'md' | 'csv' | 'json' }) => {
      const { processingText } = await import('@openward/compliance/mount');
      const { withDatabase } = await import('./with-database.ts');
      console.log(await withDatabase('register', ({ database }) => database.transaction({ scope: 'system' }, (tx) => processingText(tx, format), { readOnly: true })));
    });
}
