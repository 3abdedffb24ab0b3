import { Problem } from '@openward/platform/http';
import type { Act } from '@openward/platform/http';
import { get, putRows, rowOf, targetOf } from '@openward/records/api';
import type { ParsedResource, PutOutcome, Row, Version } from '@openward/records/api';
import { facesOfTables, ruleOf } from '../../rules/fhir/types.ts';
import { readProvenanceId } from '../provenance.ts';
import type { WrittenAnswer } from './answer.ts';
import { keepPatient } from './keep-patient.ts';
import { source, staleVersion } from './keeping.ts';
import type { Keeping } from './keeping.ts';
import { openRecord } from './see.ts';

/** Refuses a type that is not written over the API, in the words of its rule. */
export function refuseUnwritten(type: string): void {
  const { not_written } = ruleOf(type);
  if (not_written !== undefined) throw new Problem(405, 'fhir.not_written', not_written, { field: 'resourceType' });
}

/** Keeps one checked resource under the id, in the record of its patient, for somebody who may write there. */
export async function keep(act: Act, keeping: Keeping): Promise<WrittenAnswer> {
  const { type, id, if_version } = keeping;
  refuseUnwritten(type);
  if (type === 'Patient') return keepPatient(act, keeping);
  const row = await rowOfKeeping(act, keeping);
  // All are on their way before the first has answered. None may still be under way when a part of a batch is undone.
  const [opened, put, read] = await Promise.allSettled([openRecord(act, row.patient_id), putRows(act.tx, [row]), get(act.tx, type, id)]);
  if (opened.status === 'rejected') throw opened.reason;
  if (put.status === 'rejected') throw put.reason;
  const outcome = accepted(put.value[0]!, if_version);
  const stands = read.status === 'fulfilled' ? read.value : undefined;
  const version = stands?.version === outcome.version ? stands : ((await get(act.tx, type, id)) as Version);
  act.audit.detail({ type, id, version: outcome.version });
  return { ...version, created: outcome.changed && outcome.version === 1, changed: outcome.changed };
}

/** Makes the row of a resource. What tells of somebody without naming them would be seen by nobody: it is refused. */
export async function rowOfKeeping(act: Act, { type, id, resource, if_version }: Keeping): Promise<Row> {
  if (type === 'Provenance' && readProvenanceId(id) !== undefined) {
    throw new Problem(422, 'fhir.id', 'This id is that of a Provenance which the hospital computes', { field: 'id' });
  }
  resource.value['id'] = id;
  const { account_id, display_name } = act.actor;
  const item = {
    parsed: resource, source, author: { account_id, name: display_name }, bound_to_source: facesOfTables.has(type),
    ...(if_version !== undefined && { if_version }),
  };
  let row = rowOf(item);
  if (row.patient_id === null && type === 'Provenance') row = rowOf({ ...item, patient_id: await patientOfTargets(act, resource) });
  const { sensitivity } = row.columns;
  if (sensitivity === 'unassigned') {
    throw new Problem(422, 'fhir.names_nobody', `A ${type} tells of a person: it must name the patient in whose record it belongs`, { field: type });
  }
  if (sensitivity !== undefined) act.authorise({ patient_id: row.patient_id, restricted: true });
  return row;
}

/** The patient of what a Provenance is about, where it is not about the patient themselves. */
async function patientOfTargets(act: Act, { value }: ParsedResource): Promise<string | null> {
  const targets = Array.isArray(value['target']) ? (value['target'] as { reference?: unknown }[]) : [];
  for (const { reference } of targets.slice(0, 20)) {
    const target = typeof reference === 'string' ? targetOf(reference) : undefined;
    const found = target && (await get(act.tx, target.type, target.id));
    if (found?.patient_id != null) return found.patient_id;
  }
  return null;
}

/** The outcome of a put, or the problem as the API tells it. */
export function accepted(outcome: PutOutcome, if_version: number | undefined): Exclude<PutOutcome, { refused: Problem }> {
  if ('refused' in outcome) throw refusalOf(outcome.refused, outcome, if_version);
  if (if_version !== undefined && !outcome.changed && outcome.version !== if_version) throw staleVersion(outcome.type, outcome.id, outcome.version);
  return outcome;
}

function refusalOf(problem: Problem, { type, id }: { type: string; id: string }, if_version: number | undefined): Problem {
  if (problem.code === 'records.changed' && if_version !== undefined) return staleVersion(type, id, Number(problem.extras['version'] ?? 0));
  if (problem.code === 'records.other_source') {
    return new Problem(405, 'fhir.kept_by_hospital', `${type}/${id} is kept on the hospital’s own pages (staff, places, visits), and is changed there`);
  }
  return problem;
}
