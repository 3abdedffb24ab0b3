import type { Command } from 'commander';

/** Listed here for the help; the launcher itself answers it, since it may have to install and build first. */
export function register(program: Command): void {
  program
    .command('start')
    .description('start the hospital, as npm start does')
    .option('--demo', 'serve a demo hospital of invented people, in a data folder of its own');
  program
    .command('run <file> [arguments...]')
    .description('run a TypeScript file on the Node that OpenWard is pinned to');
}
