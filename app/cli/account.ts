import type { Command } from 'commander';

/** `openward account …`: for whoever runs the server, when no administrator can sign in. */
export function register(program: Command): void {
  program
    .command('account')
    .description('help for people who cannot sign in')
    .command('reset-password <username>')
    .description('give a one-time password; it is printed once')
    .option('--remove-second-factor', 'also remove a second factor that was lost')
    .action(async (username: string, options: { removeSecondFactor?: boolean }) => {
      const { withDatabase } = await import('./with-database.ts');
      const { rescueAccount } = await import('@openward/platform/auth');
      await withDatabase('account reset-password', async ({ database }) => {
        const wanted = { remove_second_factor: options.removeSecondFactor === true };
        const { one_time_password, hours } = await rescueAccount(database, username, wanted);
        process.stderr.write(`One-time password of ${username}, worth nothing after ${hours} hours:\n`);
        console.log(one_time_password);
      });
    });
}
