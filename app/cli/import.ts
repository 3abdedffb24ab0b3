import type { Command } from 'commander';
import type { FileReport } from '@openward/exchange/api';
import { registerCodes } from './import-codes.ts';
import { progressLine } from './progress-line.ts';

interface Options {
  source: string;
  check?: boolean;
  validate?: boolean;
  report?: string;
  reasons: string;
}

/** `openward import`: takes in what other systems have written. */
export function register(program: Command): void {
  const importing = program.command('import').description('take in what other systems have written');
  registerCodes(importing);
  importing
    .command('growth')
    .description('import the LMS tables of WHO’s growth standards: a file, or a folder of them')
    .argument('<path>', 'a .txt, .csv or .tsv file as WHO publishes it, or a folder of them')
    .action(importGrowthFiles);
  importing
    .command('fhir')
    .description('import FHIR R4: bundles, single resources and NDJSON, also packed (.gz), and folders of them')
    .argument('<path...>', 'files and folders')
    .option('--source <name>', 'the name of the sender; give each sender another one', 'import')
    .option('--check', 'only look whether the files could be taken; nothing is written')
    .option('--validate', 'check codes, references, invariants, units and claimed profiles of each resource too, as the FHIR API does')
    .option('--report <file>', 'write what became of each file into this file, as JSON')
    .option('--reasons <number>', 'most reasons shown for a file', '5')
    .action(importFhirFiles);
}

async function importGrowthFiles(place: string): Promise<void> {
  const { importGrowth } = await import('@openward/records/api');
  const { withDatabase } = await import('./with-database.ts');
  const { CannotStart } = await import('@openward/platform/config');
  const { existsSync } = await import('node:fs');
  if (!existsSync(place)) throw new CannotStart('import.path', `There is nothing at ${place}.`);
  const files = await withDatabase('import growth', ({ database }) => importGrowth(database, place));
  for (const file of files) console.log('rows' in file ? `${file.file}: ${file.rows} rows` : `${file.file}: refused at line ${file.line}: ${file.reason}`);
  if (files.length === 0) console.log('There is no table to import: WHO’s files end in .txt or .csv.');
  if (files.length === 0 || files.some((file) => !('rows' in file))) process.exitCode = 2;
}

async function importFhirFiles(paths: string[], options: Options): Promise<void> {
  const { CannotStart } = await import('@openward/platform/config');
  if (!/^[a-z0-9][a-z0-9._-]{0,62}$/i.test(options.source)) {
    throw new CannotStart('import.source', `The name of a source has letters, digits, dot, - and _, at most 63; ${options.source} is none.`);
  }
  if (!/^\d{1,3}$/.test(options.reasons)) throw new CannotStart('import.reasons', `--reasons must be a number from 0 to 999, not ${options.reasons}.`);
  const { fileText, fullValidation, importFhir, progressText, reportText } = await import('@openward/exchange/api');
  const { clamd, scanWith } = await import('@openward/platform/scanner');
  const { withDatabase } = await import('./with-database.ts');
  const check = options.validate ? fullValidation : undefined;
  const report = await withDatabase('import fhir', ({ database }, { config, stopped }) => {
    scanWith(config.scanner === undefined ? null : clamd(config.scanner), { is_required: config.scanner_required });
    const began = performance.now();
    const bar = progressLine();
    return importFhir(database, paths, {
      source: options.source,
      check_only: options.check ?? false,
      signal: stopped,
      ...(check && { check }),
      onProgress: (progress) => { bar.show(() => progressText(progress, (performance.now() - began) / 1000)); },
      onFile: (file) => {
        bar.clear();
        for (const line of linesOf(file)) console.log(line);
      },
    }).finally(bar.clear);
  });
  for (const line of reportText(report, options.check ?? false)) console.log(line);
  if (options.report !== undefined) {
    const { writeFile } = await import('node:fs/promises');
    await writeFile(options.report, `${JSON.stringify(report, null, 2)}\n`);
  }
  if (report.stopped) process.exitCode = 130;
  else if (report.files.some((file) => file.refused > 0)) process.exitCode = 2;

  function linesOf(file: FileReport): string[] {
    return fileText(file, Number(options.reasons));
  }
}
