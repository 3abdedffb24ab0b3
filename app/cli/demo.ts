import type { Command } from 'commander';

interface DemoOptions {
  all?: boolean;
}

/** `openward demo`: makes the demo hospital where there is none yet, and shows its sign-ins. */
export function register(program: Command): void {
  program
    .command('demo')
    .description('make a demo hospital of invented people where there is none yet, and show how to sign in')
    .option('--all', 'show every sign-in, not one for each role')
    .action(demo);
}

async function demo({ all }: DemoOptions): Promise<void> {
  const { withDatabase } = await import('./with-database.ts');
  const { seedDemo, showSignIns } = await import('../demo/index.ts');
  await withDatabase('demo', async ({ database }, { config }) => {
    const say = (line: string) => void process.stderr.write(`${line}\n`);
    const today = new Date().toISOString().slice(0, 10);
    const signIns = await seedDemo(database, { data_folder: config.data_folder, today, say });
    for (const line of showSignIns(signIns, all)) console.log(line);
  });
}
