import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Command } from 'commander';
import { CannotStart, oneLine } from '@openward/platform/config';

/** A file in this folder that adds its command; import what is heavy inside its action, not above. */
interface CommandFile {
  register(program: Command): void;
}

const notCommands = new Set(['main.ts', 'with-database.ts']);

async function main(): Promise<void> {
  const folder = import.meta.dirname;
  const { version } = JSON.parse(readFileSync(path.join(folder, '../../package.json'), 'utf8')) as { version: string };
  const program = new Command('openward')
    .description('OpenWard, a hospital management system.')
    .version(version)
    .showSuggestionAfterError()
    .configureHelp({ sortSubcommands: true });
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !notCommands.has(name));
  for (const name of files) {
    const file = (await import(pathToFileURL(path.join(folder, name)).href)) as Partial<CommandFile>;
    file.register?.(program);
  }
  if (process.argv.length <= 2) program.help();
  await program.parseAsync();
}

main().catch((error: unknown) => {
  if (error instanceof CannotStart) process.stderr.write(`openward: ${oneLine(error)}\n`);
  else process.stderr.write(`openward stopped because of an error of its own; please report it:\n${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
