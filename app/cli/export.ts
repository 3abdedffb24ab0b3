import type { Command } from 'commander';
import { progressLine } from './progress-line.ts';

interface Options {
  format: string;
  output?: string;
}

/** `openward export`: hands out what other systems read. */
export function register(program: Command): void {
  const exporting = program.command('export').description('hand out what other systems read');
  exporting
    .command('journal')
    .description('write the whole journal, with what stands on each account at the end')
    .requiredOption('--format <format>', 'hledger, ledger, beancount, csv, quickbooks, xero, datev, odoo or erpnext')
    .option('--output <file>', 'the file to write; without it, to the terminal')
    .action(exportJournal);
}

async function exportJournal({ format, output }: Options): Promise<void> {
  const { CannotStart } = await import('@openward/platform/config');
  const { exportFormats } = await import('@openward/ledger/contract');
  const { lastNumber, writeJournal } = await import('@openward/ledger/api');
  const { withDatabase } = await import('./with-database.ts');
  const { open } = await import('node:fs/promises');
  const chosen = exportFormats.find((each) => each === format);
  if (chosen === undefined) throw new CannotStart('export.format', `${format} is no format; they are ${exportFormats.join(', ')}.`);
  // `wx`: an earlier export is never written over.
  const file = output === undefined ? undefined : await open(output, 'wx').catch((error: unknown) => {
    throw new CannotStart('export.output', (error as NodeJS.ErrnoException).code === 'EEXIST' ? `${output} is there already: name another file.` : `${output} cannot be written: ${(error as Error).message}.`);
  });
  const bar = progressLine();
  try {
    const entries = await withDatabase('export journal', ({ database }, { stopped }) =>
      database.transaction({ scope: 'system' }, async (tx) => {
        let written = 0;
        const onProgress = (done: number, of: number) => {
          written = done;
          bar.show(() => `${done.toLocaleString('en')} of ${of.toLocaleString('en')} entries`);
        };
        for await (const piece of writeJournal(tx, { format: chosen, after: '0', until: await lastNumber(tx), balances: true, signal: stopped, onProgress })) {
          if (file === undefined) process.stdout.write(piece);
          else await file.write(piece);
        }
        return written;
      }, { isolation: 'repeatable read', readOnly: true }));
    bar.clear();
    if (file !== undefined) console.log(`${entries.toLocaleString('en')} entries: ${output}`);
  } finally {
    bar.clear();
    await file?.close();
  }
}
