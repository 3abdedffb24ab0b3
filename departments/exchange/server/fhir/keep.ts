import { Problem } from '@openward/platform/http';
import type { Act } from '@openward/platform/http';
import type { Actor } from '@openward/platform/auth';
import { get, putRows, rowOf, targetOf, withMeta } from '@openward/records/api';
import type { ParsedResource, PutOutcome, Row } from '@openward/records/api';
import { facesOfTables, ruleOf } from '../../rules/fhir/types.ts';
import { readProvenanceId } from '../provenance.ts';
import type { WrittenAnswer } from './answer.ts';
import { keepPatient } from './keep-patient.ts';
import { source, staleVersion } from './keeping.ts';
import type { Keeping } from './keeping.ts';
import { openRecord } from './see.ts';
import { refuseInfectedFiles } from '../scan.ts';

/** Refuses a type that is not written over the API, in the words of its rule. */
export function refuseUnwritten(type: string): void {
  const { not_written } = ruleOf(type);
  if (not_written !== undefined) throw new Problem(405, 'fhir.not_written', not_written, { field: 'resourceType' });
}

/** Keeps one checked resource under the id, in the record of its patient, for somebody who may write there. */
export async function keep(act: Act, keeping: Keeping): Promise<WrittenAnswer> {
  const { type, id, if_version } = keeping;
  refuseUnwritten(type);
  if (type === 'Patient') {
    await refuseInfectedFiles({ value: keeping.resource.value, patient_id: null });
    return keepPatient(act, keeping);
  }
  const row = await rowOfKeeping(act, keeping);
  // Both are on their way before the first has answered. None may still be under way when a part of a batch is undone.
  const [opened, put] = await Promise.allSettled([openRecord(act, row.patient_id), putRows(act.tx, [row])]);
  if (opened.status === 'rejected') throw opened.reason;
  if (put.status === 'rejected') throw put.reason;
  const { version, last_updated, changed } = accepted(put.value[0]!, if_version);
  act.audit.detail({ type, id, version });
  const json = withMeta(row.body, row.meta_at, version, last_updated.toISOString());
  return { type, id, version, last_updated, json, created: changed && version === 1, changed };
}

/** Makes the row of a resource, and asks for the right to what is labelled. */
export async function rowOfKeeping(act: Act, keeping: Keeping): Promise<Row> {
  const { type, resource } = keeping;
  let row = rowFor(act.actor, keeping);
  if (row.patient_id === null && type === 'Provenance') row = rowFor(act.actor, keeping, await patientOfTargets(act, resource));
  const { sensitivity } = row.columns;
  if (sensitivity !== undefined) act.authorise({ patient_id: row.patient_id, sensitivity });
  await refuseInfectedFiles({ value: resource.value, patient_id: row.patient_id });
  return row;
}

/** Makes the row of a resource. What tells of somebody without naming them would be seen by nobody: it is refused. */
export function rowFor({ account_id, display_name }: Actor, { type, id, resource, if_version }: Keeping, patient_id?: string | null): Row {
  if (type === 'Provenance' && readProvenanceId(id) !== undefined) {
    throw new Problem(422, 'fhir.id', 'This id is that of a Provenance which the hospital computes', { field: 'id' });
  }
  resource.value['id'] = id;
  const row = rowOf({
    parsed: resource, source, author: { account_id, name: display_name }, bound_to_source: facesOfTables.has(type),
    ...(if_version !== undefined && { if_version }), ...(patient_id !== undefined && { patient_id }),
  });
  if (row.columns.sensitivity === 'unassigned' && (type !== 'Provenance' || patient_id !== undefined)) {
    throw new Problem(422, 'fhir.names_nobody', `A ${type} tells of a person: it must name the patient in whose record it belongs`, { field: type });
  }
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
