import type { Command } from 'commander';

/** `openward status`: what this hospital is and whether it runs. Changes nothing and starts no server. */
export function register(program: Command): void {
  program
    .command('status')
    .description('tell what this hospital is, and whether it runs')
    .action(async () => {
      const { hospitalStatus } = await import('../status.ts');
      const lines = await hospitalStatus();
      const width = Math.max(...lines.map(([name]) => name.length));
      for (const [name, value] of lines) console.log(`${name.padEnd(width)}  ${value}`);
    });
}
