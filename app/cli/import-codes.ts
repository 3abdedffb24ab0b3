import type { Command } from 'commander';
import type { CodeSource } from '@openward/terminology/api';
import type { CodeKind } from '@openward/terminology/contract';
import { progressLine } from './progress-line.ts';

interface Options {
  release?: string;
  system?: string;
  kind?: string;
}

/** `openward import codes`: loads a release of a code system, as its publisher gives it out. */
export function registerCodes(importing: Command): void {
  importing
    .command('codes')
    .description('load codes from the official files: a file, a folder or a zip archive')
    .argument('<format>', 'icd-10-cm, icd-11, loinc, rxnorm, cvx, snomed-rf2, snomed-gps, atc, or csv for a list of your own')
    .argument('<path>', 'the file, folder or archive')
    .option('--release <name>', 'the release, where the files do not say it')
    .option('--system <url>', 'for csv: the address of the code system')
    .option('--kind <kind>', 'for csv: where its codes are offered, unless a column says it')
    .action(importCodes);
}

async function importCodes(format: string, path: string, options: Options): Promise<void> {
  const { CannotStart } = await import('@openward/platform/config');
  const { CodesUnreadable, loadCodes } = await import('@openward/terminology/api');
  const { withDatabase } = await import('./with-database.ts');
  const source = await sourceOf(format, options);
  const report = await withDatabase('import codes', async ({ owner }, { stopped }) => {
    const bar = progressLine();
    try {
      return await loadCodes(owner, source, path, {
        signal: stopped,
        version: options.release,
        onProgress: ({ bytes, codes }) => { bar.show(() => `${path}: ${codes.toLocaleString('en')} codes, ${Math.round(bytes / 1_048_576)} MB`); },
      });
    } catch (error) {
      if (error instanceof CodesUnreadable) throw new CannotStart('codes.unreadable', `${error.message}. Nothing was changed.`);
      throw error;
    } finally {
      bar.clear();
    }
  });
  const { system, version, codes, added, changed, retired, known } = report;
  const number = (count: number) => count.toLocaleString('en');
  console.log(known
    ? `${system} ${version}: these ${number(codes)} codes were loaded before; nothing was changed.`
    : `${system} ${version}: ${number(codes)} codes; ${number(added)} new, ${number(changed)} changed, ${number(retired)} withdrawn.`);
}

async function sourceOf(format: string, { system, kind }: Options): Promise<CodeSource> {
  const { CannotStart } = await import('@openward/platform/config');
  const { codeSources, ownList } = await import('@openward/terminology/api');
  const { codeKinds } = await import('@openward/terminology/contract');
  if (format === 'csv') {
    if (system === undefined || !/^(https?:\/\/|urn:)[^\s|]+$/.test(system)) {
      throw new CannotStart('codes.system', 'A list of your own needs --system, the address of its code system, such as https://hospital.example/codes.');
    }
    if (kind !== undefined && !(codeKinds as readonly string[]).includes(kind)) throw new CannotStart('codes.kind', `--kind must be one of ${codeKinds.join(', ')}, not ${kind}.`);
    return ownList(system, kind as CodeKind | undefined);
  }
  const source = Object.hasOwn(codeSources, format) ? codeSources[format] : undefined;
  if (source === undefined) throw new CannotStart('codes.format', `${format} is no format; they are ${[...Object.keys(codeSources), 'csv'].join(', ')}.`);
  return source;
}
