import { refusalOf } from './entry.ts';
import { inTransaction } from './in-transaction.ts';
import { Links } from './links.ts';
import { Naming } from './naming.ts';
import type { Target } from './naming.ts';
import { addRefusals, refuseWhole } from '../rules/report.ts';
import type { FileReport } from '../rules/report.ts';
import { search } from './search.ts';
import type { SourceFile } from './source.ts';
import { scan } from './survey.ts';
import type { Survey } from './survey.ts';
import type { Work } from './work.ts';
import { refuse, takeBatch } from './write.ts';
import type { Taking, Writing } from './write.ts';

const batchSize = 500;

/** Imports a file of one JSON object, a bundle or a single resource, that was surveyed: in one transaction. */
export async function importObject(work: Work, file: SourceFile, found: Survey, report: FileReport): Promise<void> {
  addRefusals(report, found.refusals, found.refused);
  report.sound = Math.max(found.entries - found.refused, 0);
  if (found.atomic && found.refused > 0) return refuseWhole(report);
  if (work.check_only) return work.onProgress(file.size, found.entries);
  const links = new Links(work.source, found.index);
  await inTransaction(work, report, { atomic: found.atomic, links, size: found.entries - found.refused }, async (writing) => {
    const unwanted = await settleConditions(work, found, writing);
    const wanted = (target: Target): boolean => !unwanted.has(keyOf(target));
    if (found.held !== undefined) return takeHeld(work, file, found, writing, found.held.filter((taking) => wanted(taking.target)));
    const late = found.patients_late;
    if (late) await takeStreamed(work, file, found, writing, (target) => target.type === 'Patient' && wanted(target));
    await takeStreamed(work, file, found, writing, (target) => !(late && target.type === 'Patient') && wanted(target));
  });
}

const keyOf = ({ type, id }: Target): string => `${type}/${id}`;

/** Finds what conditional requests speak of: what is there already is not created, and what is replaced keeps its id. */
async function settleConditions(work: Work, found: Survey, writing: Writing): Promise<Set<string>> {
  const unwanted = new Set<string>();
  for (const { entry, target } of found.conditional) {
    const { when, search: condition } = target.condition!;
    const [first, ...others] = await search(writing.tx, condition);
    if (others.length > 0) {
      refuse(writing, [refusalOf(entry, { path: [], code: 'exchange.not_one', message: 'is conditional on a search that finds several here' })]);
      unwanted.add(keyOf(target));
    } else if (first !== undefined && first !== target.id) {
      writing.links.rename(keyOf(target), `${target.type}/${first}`);
      if (when === 'update') target.id = first;
      else {
        unwanted.add(keyOf(target));
        writing.report.unchanged += 1;
      }
    }
  }
  return unwanted;
}

async function takeHeld(work: Work, file: SourceFile, found: Survey, writing: Writing, held: Taking[]): Promise<void> {
  const ordered = found.patients_late ? held.toSorted((one, other) => Number(other.target.type === 'Patient') - Number(one.target.type === 'Patient')) : held;
  for (let at = 0; at < ordered.length; at += batchSize) {
    work.signal.throwIfAborted();
    const batch = ordered.slice(at, at + batchSize);
    await takeBatch(writing, batch.map((taking) => ({ ...taking, assumed: assumedOf(found, taking.target) })));
    work.onProgress(Math.round((file.size * (at + batch.length)) / ordered.length), batch.length);
  }
}

/** Reads the file anew and takes it batch by batch: one is written while the next is read. */
async function takeStreamed(work: Work, file: SourceFile, found: Survey, writing: Writing, wanted: (target: Target) => boolean): Promise<void> {
  const naming = new Naming(work.source);
  const settled = new Map(found.conditional.map(({ entry, target }) => [entry.place, target]));
  let waiting: Taking[] = [];
  let underWay: Promise<void> = Promise.resolve();
  const flush = async (least: number, bytes_read: number): Promise<void> => {
    while (waiting.length >= least && waiting.length > 0) {
      const batch = waiting.slice(0, batchSize);
      waiting = waiting.slice(batchSize);
      await underWay;
      underWay = takeBatch(writing, batch);
      // It is awaited before the next one; until then its error is no surprise.
      underWay.catch(() => {});
      work.onProgress(bytes_read, batch.length);
    }
  };
  try {
    await scan(work, file, 'json-only', (entry) => {
      if (Array.isArray(entry)) return;
      const target = settled.get(entry.place) ?? naming.targetOf(entry);
      if ('code' in target || !wanted(target)) return;
      waiting.push({ entry, target, assumed: assumedOf(found, target) });
    }, (bytes_read) => flush(batchSize, bytes_read));
    await flush(1, file.size);
  } finally {
    // The transaction must not end while a batch is still being written.
    await underWay;
  }
}

const speaksOfPatients: ReadonlySet<string> = new Set([
  'Basic', 'Binary', 'Communication', 'Composition', 'DocumentManifest', 'List', 'Media', 'Provenance', 'QuestionnaireResponse',
]);

/** In a bundle of one patient, what names nobody but tells of a person is theirs: a scanned letter is not everybody's. */
function assumedOf(found: Survey, { type }: Target): string | null {
  return found.only_patient !== undefined && speaksOfPatients.has(type) ? found.only_patient : null;
}
