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
  const signal = options.signal ?? new AbortController().signal;
  const told = new Telling(files, options.onProgress);
  const workOn = (file: SourceFile): Work => ({
    database, source: options.source ?? 'import', signal, check_only: options.check_only ?? false, check: options.check,
    onProgress: (bytes, resources) => { told.of(file, bytes, resources); },
  });
  const begin = async (file: SourceFile, prepared: Prepared): Promise<FileReport | undefined> => {
    const report = newFileReport(file.path);
    return (await importFile(workOn(file), file, prepared, report)) ? report : undefined;
  };
  /** False when the import was stopped before the file was done. */
  const finish = async ({ file, done, beside }: UnderWay): Promise<boolean> => {
    let report = await done;
    if (beside && report !== undefined && report.refused > 0) {
      // What it needs may have come with the file before: now that is here.
      told.again(file);
      report = await begin(file, await prepare(workOn(file), file));
    }
    if (report === undefined) return false;
    reports.push(report);
    told.done(file);
    options.onFile?.(report);
    return true;
  };
  // While one file is written the next is written too, where it can be, and the one after it is read: the database and we
  // work at the same time.
  let ahead = files[0] && prepare(workOn(files[0]), files[0]);
  let before: UnderWay | undefined;
  for (const [at, file] of files.entries()) {
    if (signal.aborted) break;
    const prepared = await ahead!;
    const next = files[at + 1];
    ahead = next && prepare(workOn(next), next);
    const keys = keysOf(prepared);
    if (before !== undefined && !areApart(keys, before.keys)) {
      if (!(await finish(before))) break;
      before = undefined;
    }
    const now: UnderWay = { file, keys, beside: before !== undefined, done: begin(file, prepared) };
    // It is awaited in its turn; until then its error is no surprise.
    now.done.catch(() => {});
    let ended = false;
    try {
      ended = before === undefined || (await finish(before));
    } finally {
      // Nothing is still being written when an import is over.
      if (!ended) await now.done.catch(() => {});
    }
    before = now;
    if (!ended) break;
  }
  if (before !== undefined) await finish(before);
  await ahead;
  return { files: reports, stopped: signal.aborted, seconds: (performance.now() - began) / 1000 };
}

/** A file that is being written. */
interface UnderWay {
  file: SourceFile;
  /** What it writes; undefined where that is not known, or where it matters what was here before. */
  keys: ReadonlySet<string> | undefined;
  /** It was begun while the one before it was not done yet. */
  beside: boolean;
  /** Undefined when the import was stopped before it was done. */
  done: Promise<FileReport | undefined>;
}

/** What a file writes, where nothing of it is kept when anything is refused. */
function keysOf(prepared: Prepared): ReadonlySet<string> | undefined {
  if (typeof prepared === 'string' || 'error' in prepared) return undefined;
  const { atomic, conditional, held } = prepared.survey;
  if (!atomic || conditional.length > 0 || held === undefined) return undefined;
  return new Set(held.map(({ target: { type, id } }) => `${type}/${id}`));
}

const areApart = (one: ReadonlySet<string> | undefined, other: ReadonlySet<string> | undefined): boolean =>
  one !== undefined && other !== undefined && [...one].every((key) => !other.has(key));

/** Adds up how far the files are, and tells it in their order. */
class Telling {
  readonly #progress: Progress;
  readonly #tell: ((progress: Progress) => void) | undefined;
  readonly #of = new Map<SourceFile, { bytes: number; resources: number }>();
  readonly #files: readonly SourceFile[];

  constructor(files: readonly SourceFile[], tell: ((progress: Progress) => void) | undefined) {
    this.#files = files;
    this.#tell = tell;
    this.#progress = {
      file: files[0]?.path ?? '', place: 1, files: files.length, bytes: 0, bytes_total: files.reduce((sum, file) => sum + file.size, 0), resources: 0,
    };
  }

  of(file: SourceFile, bytes: number, resources: number): void {
    const known = this.#of.get(file)?.resources ?? 0;
    this.#of.set(file, { bytes: Math.min(bytes, file.size), resources: known + resources });
    this.#say();
  }

  again(file: SourceFile): void {
    this.#of.delete(file);
  }

  done(file: SourceFile): void {
    this.of(file, file.size, 0);
    const next = this.#files[this.#progress.place];
    if (next !== undefined) Object.assign(this.#progress, { file: next.path, place: this.#progress.place + 1 });
  }

  #say(): void {
    const parts = [...this.#of.values()];
    this.#progress.bytes = parts.reduce((sum, { bytes }) => sum + bytes, 0);
    this.#progress.resources = parts.reduce((sum, { resources }) => sum + resources, 0);
    this.#tell?.(this.#progress);
  }
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
