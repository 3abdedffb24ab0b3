import { JsonFault, parseJsonObject } from '@openward/records/api';
import { BundleScanner } from '../rules/bundle-scanner.ts';
import { LinkIndex } from '../rules/link-index.ts';
import { ScanFault } from '../rules/outside-keeper.ts';
import type { Outside } from '../rules/outside-keeper.ts';
import { openEntry, openResource } from './entry.ts';
import type { Entry, Looking } from './entry.ts';
import type { Refusal } from '../rules/report.ts';
import { Naming } from './naming.ts';
import type { Target } from './naming.ts';
import { readChunks } from './source.ts';
import type { SourceFile } from './source.ts';
import { limits } from './work.ts';
import type { Work } from './work.ts';
import type { Taking } from './write.ts';

/** What the first pass over a file of one JSON object found. */
export interface Survey {
  /** One entry that cannot be taken keeps the whole bundle out. */
  atomic: boolean;
  entries: number;
  /** What the addresses of entries lead to. */
  index: LinkIndex;
  /** The first hundred. */
  refusals: Refusal[];
  /** Entries that cannot be taken. */
  refused: number;
  /** Entries with a conditional request. */
  conditional: { entry: Entry; target: Target }[];
  /** All that can be taken, when the file is small; else it is read once more. */
  held: Taking[] | undefined;
  /** The patient of a bundle that has one only. */
  only_patient: string | undefined;
  /** A patient stands after something that may speak of them. */
  patients_late: boolean;
}

/** A bundle up to this size is held in memory, and read once. */
const heldBytes = 4 * 1024 * 1024;

/** The entries of these belong together; those of a batch stand each for itself. */
const whole: ReadonlySet<unknown> = new Set(['transaction', 'collection', 'searchset', 'document']);

const precedesPatients: ReadonlySet<string> = new Set([
  'Organization', 'Practitioner', 'PractitionerRole', 'Location', 'HealthcareService', 'Endpoint',
]);

/** Reads a file through: checks each entry by itself, and learns what their addresses lead to. Writes nothing. */
export async function survey(work: Work, file: SourceFile): Promise<Survey> {
  const found = emptySurvey();
  try {
    const naming = new Naming(work.source);
    const seen: Seen = { bytes: 0, patients: 0, others: 0 };
    const outside = await scan(work, file, { check: work.check }, (entry, bytes) => {
      found.entries += 1;
      const target = Array.isArray(entry) ? entry : naming.targetOf(entry);
      if (Array.isArray(target)) return refuseEntry(found, target);
      if ('code' in target) return refuseEntry(found, [target]);
      note(found, seen, { entry: entry as Entry, target, assumed: null }, bytes);
    });
    const header = parseOutside(outside);
    if (header['resourceType'] !== 'Bundle') return await surveySingle(work, file, outside, found.entries);
    if (seen.patients !== 1) found.only_patient = undefined;
    return settleType(found, header['type']);
  } catch (error) {
    if (!(error instanceof ScanFault)) throw error;
    return refusedSurvey([{ line: error.line, path: '', code: error.code, message: error.message }]);
  }
}

function emptySurvey(): Survey {
  return {
    atomic: true, entries: 0, index: new LinkIndex(), refusals: [], refused: 0, conditional: [], held: [], only_patient: undefined, patients_late: false,
  };
}

function refusedSurvey(refusals: Refusal[]): Survey {
  return { ...emptySurvey(), refusals, refused: 1 };
}

function refuseEntry(found: Survey, refusals: readonly Refusal[]): void {
  found.refused += 1;
  found.refusals.push(...refusals.slice(0, 100 - found.refusals.length));
}

interface Seen {
  bytes: number;
  patients: number;
  others: number;
}

function note(found: Survey, seen: Seen, taking: Taking, bytes: number): void {
  const { entry, target } = taking;
  const { type, id } = target;
  seen.bytes += bytes;
  if (seen.bytes > heldBytes) found.held = undefined;
  found.held?.push(taking);
  if (type === 'Patient') {
    seen.patients += 1;
    found.only_patient = id;
    if (seen.others > 0) found.patients_late = true;
  } else if (!precedesPatients.has(type)) seen.others += 1;
  if (target.condition !== undefined) found.conditional.push({ entry, target });
  const own = entry.resource!.value['id'];
  if (typeof own === 'string' && own !== id) found.index.add(`${type}/${own}`, type, id);
  if (entry.full_url !== undefined && !found.index.add(entry.full_url, type, id)) {
    refuseEntry(found, [{
      line: entry.line, path: 'fullUrl', code: 'exchange.full_url_twice', message: 'is the address of another entry too', resource: `${type}/${id}`,
    }]);
  }
}

function settleType(found: Survey, type: unknown): Survey {
  if (whole.has(type)) return found;
  if (type === 'batch') return { ...found, atomic: false };
  const said = typeof type === 'string' ? `of type “${type.slice(0, 40)}”` : 'without a type';
  refuseEntry(found, [{
    line: 1, path: 'type', code: 'exchange.bundle_type',
    message: `is a bundle ${said}: an import takes transaction, batch, collection, searchset and document`,
  }]);
  return found;
}

/** Reads the file once, and opens each entry. Gives what stands around them. */
export async function scan(
  work: Work, file: SourceFile, looking: Looking, onEntry: (entry: Entry | Refusal[], bytes: number) => void,
  afterChunk: (bytes_read: number) => Promise<void> = async () => {},
): Promise<Outside> {
  const scanner = new BundleScanner((raw) => { onEntry(openEntry(raw, looking), raw.bytes.length); }, limits);
  let read = 0;
  for await (const chunk of readChunks(file, (bytes) => { read = bytes; })) {
    work.signal.throwIfAborted();
    scanner.push(chunk);
    await afterChunk(read);
  }
  return scanner.finish();
}

function parseOutside(outside: Outside): Record<string, unknown> {
  try {
    return parseJsonObject(new TextDecoder('utf-8', { fatal: true }).decode(outside.bytes)).value;
  } catch (error) {
    if (error instanceof JsonFault) throw new ScanFault(error.code, error.message, outside.lineAt(error.offset));
    throw new ScanFault('json.encoding', 'is not UTF-8 text', 1);
  }
}

/** A file that is one resource. What has a list `entry` of its own, such as a List, is read once more, whole. */
async function surveySingle(work: Work, file: SourceFile, outside: Outside, entries: number): Promise<Survey> {
  const bytes = entries === 0 ? outside.bytes : await readWhole(file);
  const entry = openResource({ place: 0, line: 1, bytes }, { check: work.check });
  if (Array.isArray(entry)) return refusedSurvey(entry);
  const target = new Naming(work.source).targetOf(entry);
  if ('code' in target) return refusedSurvey([target]);
  return { ...emptySurvey(), entries: 1, held: [{ entry, target, assumed: null }] };
}

async function readWhole(file: SourceFile): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of readChunks(file, () => {})) {
    length += chunk.length;
    if (length > limits.part_bytes_max) throw new ScanFault('file.too_large', 'is too large for one resource', 1);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
