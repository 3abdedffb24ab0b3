import { pathText, putRows, rowOf } from '@openward/records/api';
import { adoptPatients } from '@openward/patients/api';
import type { Row } from '@openward/records/api';
import { Problem } from '@openward/platform/http';
import { isScanning, refuseInfected } from '@openward/platform/scanner';
import type { Tx } from '@openward/platform/db';
import { filesIn } from '../rules/fhir/attachments.ts';
import { refusalOf } from './entry.ts';
import type { Entry } from './entry.ts';
import type { Refusal } from '../rules/report.ts';
import { isUuid } from './ids.ts';
import type { Links } from './links.ts';
import type { Target } from './naming.ts';
import { addRefusals } from '../rules/report.ts';
import type { FileReport } from '../rules/report.ts';

/** An entry that can be taken, and what it is to become. */
export interface Taking {
  entry: Entry;
  target: Target;
  /** The patient of a resource that names none but can only speak of one. */
  assumed: string | null;
}

/** A transaction of an import under way. */
export interface Writing {
  tx: Tx;
  source: string;
  links: Links;
  report: FileReport;
  /** The patients whose records were written in, for the audit log. */
  patients: Set<string>;
  /** Nothing more is written, since the file is refused; what else is wrong with it is still looked for. */
  doomed: boolean;
  /** One refusal refuses the file. */
  atomic: boolean;
}

/** Takes a batch: its patients first, since what follows names them. */
export async function takeBatch(writing: Writing, sent: readonly Taking[]): Promise<void> {
  const batch = await withoutInfected(writing, sent);
  const patients = batch.filter((taking) => taking.target.type === 'Patient');
  if (patients.length > 0) await takePatients(writing, patients);
  const others = patients.length === 0 ? batch : batch.filter((taking) => taking.target.type !== 'Patient');
  const ready = await linkAll(writing, others);
  if (writing.doomed || ready.length === 0) return;
  const outcomes = await putRows(writing.tx, ready.map(({ row }) => row));
  for (const [at, outcome] of outcomes.entries()) {
    const { taking, row } = ready[at]!;
    if ('refused' in outcome) refuseOrKeep(writing, taking, outcome.refused);
    else count(writing, outcome.changed ? (outcome.version === 1 ? 'added' : 'updated') : 'unchanged', row.patient_id);
  }
}

/** What the scanner of the hospital finds something in, or must look at and cannot, is refused by the place of its file. */
async function withoutInfected(writing: Writing, batch: readonly Taking[]): Promise<readonly Taking[]> {
  if (!isScanning()) return batch;
  const clean: Taking[] = [];
  for (const taking of batch) {
    const refused = await infectedIn(taking);
    if (refused === undefined) clean.push(taking);
    else refuse(writing, [refused]);
  }
  return clean;
}

async function infectedIn({ entry }: Taking): Promise<Refusal | undefined> {
  for (const { path, content } of filesIn(entry.resource?.value)) {
    try {
      await refuseInfected([content], { patient_id: null, field: pathText(path) });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return refusalOf(entry, { path, code: error.code, message: error.message });
    }
  }
  return undefined;
}

function count({ report, patients }: Writing, what: 'added' | 'updated' | 'unchanged' | 'kept', patient_id: string | null): void {
  report[what] += 1;
  if (patient_id !== null && (what === 'added' || what === 'updated')) patients.add(patient_id);
}

/** What was changed here since stays, unless the id is one that two senders can have given to two things. */
function refuseOrKeep(writing: Writing, taking: Taking, problem: Problem): void {
  if (problem.code === 'records.other_source' && isUuid(taking.target.id)) return count(writing, 'kept', null);
  refuse(writing, [refusalOf(taking.entry, { path: ['id'], code: problem.code, message: problem.message })]);
}

export function refuse(writing: Writing, refusals: readonly Refusal[], entries = 1): void {
  addRefusals(writing.report, refusals, entries);
  if (writing.atomic) writing.doomed = true;
}

interface Ready {
  taking: Taking;
  row: Row;
}

async function linkAll(writing: Writing, batch: readonly Taking[]): Promise<Ready[]> {
  const ready: (Ready | undefined)[] = [];
  let open = batch.map((taking, place) => ({ taking, place }));
  while (open.length > 0) {
    const waiting: typeof open = [];
    for (const item of open) {
      const linked = writing.links.link(item.taking.entry, item.taking.assumed);
      if (linked === undefined) waiting.push(item);
      else if (Array.isArray(linked)) refuse(writing, linked);
      else ready[item.place] = { taking: item.taking, row: rowAs(writing, item.taking, linked.text, linked.patient_id) };
    }
    if (waiting.length > 0) await writing.links.ask(writing.tx);
    open = waiting;
  }
  return ready.filter((item) => item !== undefined);
}

function rowAs({ source }: Writing, { entry, target }: Taking, text: string, patient_id: string | null): Row {
  const { value } = entry.resource!;
  value['id'] = target.id;
  return rowOf({ parsed: { value, text }, patient_id, source, bound_to_source: true });
}

async function takePatients(writing: Writing, batch: readonly Taking[]): Promise<void> {
  const linked: { taking: Taking; text: string }[] = [];
  let open = [...batch];
  while (open.length > 0) {
    const waiting: Taking[] = [];
    for (const taking of open) {
      // A patient is welcome before their own links are looked at: they may refer to themselves.
      writing.links.welcome(taking.target.id);
      const found = writing.links.link(taking.entry);
      if (found === undefined) waiting.push(taking);
      else if (Array.isArray(found)) refuse(writing, found);
      else linked.push({ taking, text: found.text });
    }
    if (waiting.length > 0) await writing.links.ask(writing.tx);
    open = waiting;
  }
  if (writing.doomed || linked.length === 0) return;
  const adoptions = await adoptPatients(writing.tx, linked.map(({ taking, text }) => ({
    resource: taking.entry.resource!.value, resource_text: text, patient_id: taking.target.id,
  })));
  for (const [at, adoption] of adoptions.entries()) {
    const { taking } = linked[at]!;
    if ('refused' in adoption) {
      const { code, message } = adoption.refused;
      refuse(writing, [refusalOf(taking.entry, { path: [], code, message })]);
      writing.links.dismiss(taking.target.id);
      continue;
    }
    writing.links.rename(`Patient/${taking.target.id}`, `Patient/${adoption.patient_id}`);
    writing.links.welcome(adoption.patient_id);
    count(writing, adoption.outcome === 'created' ? 'added' : adoption.outcome, adoption.patient_id);
  }
}
