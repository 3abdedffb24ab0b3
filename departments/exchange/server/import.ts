import type { Database } from '@openward/platform/db';
import type { Check } from './entry.ts';
import { importLines } from './import-lines.ts';
import { importObject } from './import-object.ts';
import { addRefusals, newFileReport, refuseWhole } from '../rules/report.ts';
import type { FileReport, ImportReport, Progress } from '../rules/report.ts';
import { findFiles, reasonOf } from './source.ts';
import type { SourceFile } from './source.ts';
import { survey } from './survey.ts';
import type { Survey } from './survey.ts';
import type { Work } from './work.ts';

export interface ImportOptions {
  /** The name of the sender. Their ids are theirs: give each sender another name. */
  source?: string;
  /** Only looks whether the files could be taken; writes nothing. */
  check_only?: boolean;
  /** Further checks of each resource. */
  check?: Check;
  /** Ends the import before the next batch; the bundle under way is not kept. */
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
  /** Told of each file when it is done. */
  onFile?: (report: FileReport) => void;
}

/** Imports FHIR R4 files and folders: bundles, single resources and NDJSON, also packed with gzip. */
export async function importFhir(database: Database, paths: readonly string[], options: ImportOptions = {}): Promise<ImportReport> {
  const began = performance.now();
  const { files, bad } = await findFiles(paths);
  const reports: FileReport[] = bad.map(({ path, message }) => unreadable(path, message));
  for (const report of reports) options.onFile?.(report);
  const told: Progress = { file: '', place: 0, files: files.length, bytes: 0, bytes_total: files.reduce((sum, file) => sum + file.size, 0), resources: 0 };
  const signal = options.signal ?? new AbortController().signal;
  let before = 0;
  const workOn = (file: SourceFile): Work => ({
    database, source: options.source ?? 'import', signal, check_only: options.check_only ?? false, check: options.check,
    onProgress: (bytes, resources) => {
      told.bytes = before + Math.min(bytes, file.size);
      told.resources += resources;
      options.onProgress?.(told);
    },
  });
  // While one file is written, the next is already read: the database and we work at the same time.
  let ahead = files[0] && prepare(workOn(files[0]), files[0]);
  for (const [at, file] of files.entries()) {
    if (signal.aborted) break;
    Object.assign(told, { file: file.path, place: at + 1 });
    const prepared = await ahead!;
    const next = files[at + 1];
    ahead = next && prepare(workOn(next), next);
    const report = newFileReport(file.path);
    if (!(await importFile(workOn(file), file, prepared, report))) break;
    before += file.size;
    told.bytes = before;
    reports.push(report);
    options.onProgress?.(told);
    options.onFile?.(report);
  }
  await ahead;
  return { files: reports, stopped: signal.aborted, seconds: (performance.now() - began) / 1000 };
}

/** What is known of a file before it is its turn. */
type Prepared = { survey: Survey } | { error: unknown } | 'lines';

async function prepare(work: Work, file: SourceFile): Promise<Prepared> {
  if (file.lines) return 'lines';
  try {
    return { survey: await survey(work, file) };
  } catch (error) {
    return { error };
  }
}

/** False when the import was stopped before the file was done. */
async function importFile(work: Work, file: SourceFile, prepared: Prepared, report: FileReport): Promise<boolean> {
  try {
    if (prepared === 'lines') await importLines(work, file, report);
    else if ('error' in prepared) throw prepared.error;
    else await importObject(work, file, prepared.survey, report);
  } catch (error) {
    if (work.signal.aborted) return false;
    if (!isOfFile(error)) throw error;
    addRefusals(report, [{ line: 0, path: '', code: 'file.unreadable', message: reasonOf(error) }]);
    if (!file.lines) refuseWhole(report);
  }
  return true;
}

/** The file itself could not be read or unpacked. */
function isOfFile(error: unknown): boolean {
  const { code, syscall } = error as { code?: string; syscall?: string };
  return code?.startsWith('Z_') === true || ['open', 'read', 'stat', 'scandir'].includes(syscall ?? '');
}

function unreadable(path: string, message: string): FileReport {
  const report = newFileReport(path);
  addRefusals(report, [{ line: 0, path: '', code: 'file.unreadable', message }]);
  refuseWhole(report);
  return report;
}
