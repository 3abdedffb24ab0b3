/** Why something was not taken: where it stands in the file, and in words. */
export interface Refusal {
  /** 0 where no line is to blame. */
  line: number;
  /** JSON path from the entry or the line, such as `resource.code.coding[0].system`. */
  path: string;
  code: string;
  message: string;
  /** `Type/id`, as far as it is known. */
  resource?: string;
}

/** What became of one file. */
export interface FileReport {
  path: string;
  /** Resources that could be taken when it was read. */
  sound: number;
  /** New here. */
  added: number;
  /** A new version of what was here from the same source. */
  updated: number;
  /** Here already with the same content: nothing was written. */
  unchanged: number;
  /** Changed here since it was imported: left as it is. */
  kept: number;
  refused: number;
  /** The first hundred refusals. */
  refusals: Refusal[];
  /** The file was not taken at all, since a part of it could not be. */
  whole_refused: boolean;
}

export interface ImportReport {
  files: FileReport[];
  /** Ended before its end; the file under way was not taken. */
  stopped: boolean;
  seconds: number;
}

/** How far an import is. */
export interface Progress {
  file: string;
  /** From 1. */
  place: number;
  files: number;
  bytes: number;
  bytes_total: number;
  resources: number;
}

const mostRefusals = 100;

export function newFileReport(path: string): FileReport {
  return { path, sound: 0, added: 0, updated: 0, unchanged: 0, kept: 0, refused: 0, refusals: [], whole_refused: false };
}

export function addRefusals(report: FileReport, refusals: readonly Refusal[], count = 1): void {
  report.refused += count;
  report.refusals.push(...refusals.slice(0, mostRefusals - report.refusals.length));
}

/** Takes back what was counted of a file whose transaction was not kept. */
export function refuseWhole(report: FileReport): void {
  Object.assign(report, { added: 0, updated: 0, unchanged: 0, kept: 0, whole_refused: true });
}

/** Sums of several files. */
export function totalOf(files: readonly FileReport[]): Pick<FileReport, 'added' | 'updated' | 'unchanged' | 'kept' | 'refused'> {
  const total = { added: 0, updated: 0, unchanged: 0, kept: 0, refused: 0 };
  for (const file of files) for (const name of Object.keys(total) as (keyof typeof total)[]) total[name] += file[name];
  return total;
}
