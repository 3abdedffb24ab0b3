import { LineSplitter } from '../rules/line-splitter.ts';
import { openResource } from './entry.ts';
import type { Entry } from './entry.ts';
import type { Refusal } from '../rules/report.ts';
import { inTransaction } from './in-transaction.ts';
import { Links } from './links.ts';
import { Naming } from './naming.ts';
import { addRefusals } from '../rules/report.ts';
import type { FileReport } from '../rules/report.ts';
import { readChunks } from './source.ts';
import type { SourceFile } from './source.ts';
import { limits } from './work.ts';
import type { Work } from './work.ts';
import { takeBatch } from './write.ts';
import type { Taking } from './write.ts';

const batchSize = 1000;

/**
 * Imports a file of one resource to a line. Each stands for itself: one that cannot be taken keeps out no other. They are
 * written a thousand to a transaction, so that stopping keeps what was written before.
 */
export async function importLines(work: Work, file: SourceFile, report: FileReport): Promise<void> {
  const naming = new Naming(work.source);
  const links = new Links(work.source);
  let waiting: Taking[] = [];
  let read = 0;
  const take = (entry: Entry | Refusal[]): void => {
    const target = Array.isArray(entry) ? undefined : naming.targetOf(entry);
    if (Array.isArray(entry)) addRefusals(report, entry);
    else if (target !== undefined && 'code' in target) addRefusals(report, [target]);
    else if (target !== undefined) {
      report.sound += 1;
      waiting.push({ entry, target, assumed: null });
    }
  };
  const flush = async (least: number): Promise<void> => {
    while (waiting.length >= least && waiting.length > 0) {
      work.signal.throwIfAborted();
      const batch = waiting.slice(0, batchSize);
      waiting = waiting.slice(batchSize);
      if (!work.check_only) await inTransaction(work, report, { atomic: false, links, size: batch.length }, (writing) => takeBatch(writing, batch));
      work.onProgress(read, batch.length);
    }
  };
  const splitter = new LineSplitter(({ line, bytes }) => {
    if (bytes === undefined) addRefusals(report, [{ line, path: '', code: 'file.too_large', message: 'is too large for one resource' }]);
    else take(openResource({ place: line, line, bytes }, { check: work.check }));
  }, limits);
  for await (const chunk of readChunks(file, (bytes) => { read = bytes; })) {
    work.signal.throwIfAborted();
    splitter.push(chunk);
    await flush(batchSize);
  }
  splitter.finish();
  await flush(1);
}
