import { randomUUID } from 'node:crypto';
import { Problem } from '@openward/platform/http';
import type { Act } from '@openward/platform/http';
import type { Element } from '@openward/platform/fhir';
import type { Shown } from '../../contract/statement.ts';
import { changed, fieldsOf, resourceOf, type Subject } from '../../rules/statement/subject.ts';
import { put } from '../put.ts';
import { seeRecord } from '../see.ts';
import { seeVisit } from '../visit.ts';
import { authorReference } from './author.ts';
import { readStatement, readStatements, type StatementRow } from './statements.sql.ts';

/** A row as the contract shows it. */
export function shown<Fields extends object>(subject: Subject<Fields>, { resource, title, ...row }: StatementRow): Shown<Fields> {
  return { ...row, title: title ?? row.type, statement: fieldsOf(subject, resource) };
}

/** All statements of a sort in a record. */
export async function listStatements<Fields extends object>(act: Act, subject: Subject<Fields>, patient_id: string): Promise<Shown<Fields>[]> {
  await seeRecord(act, patient_id);
  const rows = await readStatements(act.tx, patient_id, [subject.type], subject.kind);
  return rows.map((row) => shown(subject, row));
}

interface New<Fields> {
  patient_id: string;
  visit_id?: string | undefined;
  statement: Fields;
}

/** The resource of a new statement, not yet written; the record was authorised, and the visit is one of it. */
export async function newResource<Fields extends object>(act: Act, subject: Subject<Fields>, { patient_id, visit_id, statement }: New<Fields>): Promise<Element> {
  await seeVisit(act.tx, patient_id, visit_id);
  const author = await authorReference(act);
  return resourceOf(subject, statement, { id: randomUUID(), patient_id, visit_id, now: new Date().toISOString(), author });
}

/** Writes down one more. */
export async function addStatement<Fields extends object>(act: Act, subject: Subject<Fields>, input: New<Fields>): Promise<Shown<Fields>> {
  await seeRecord(act, input.patient_id);
  return keep(act, subject, input.patient_id, await newResource(act, subject, input), 0);
}

/** Keeps a resource, and shows it. */
export async function keep<Fields extends object>(
  act: Act, subject: Subject<Fields>, patient_id: string, resource: Element, if_version: number,
): Promise<Shown<Fields>> {
  const { id, version } = await put(act.tx, { resource, if_version });
  act.audit.detail({ type: subject.type, id, version });
  const row = await readStatement(act.tx, patient_id, subject.type, id);
  if (row === undefined) throw new Error('the statement that was written is not there');
  return shown(subject, row);
}

/** One statement that is to be changed, at the version that was seen; a newer one says who wrote it. */
export async function heldStatement(act: Act, patient_id: string, type: string, id: string, version: number): Promise<StatementRow> {
  await seeRecord(act, patient_id);
  const row = await readStatement(act.tx, patient_id, type, id);
  if (row === undefined) throw new Problem(404, 'records.unknown', 'There is no such entry in this record', { field: 'id' });
  if (row.status === 'entered-in-error') {
    throw new Problem(409, 'records.entered_in_error', 'This entry was marked as made in error', { field: 'id' });
  }
  if (row.version !== version) {
    throw new Problem(409, 'records.changed', 'This entry was changed meanwhile', {
      field: 'version', version: row.version, changed_by: row.by, changed_at: row.recorded_at,
    });
  }
  return row;
}

interface Changed<Fields> {
  patient_id: string;
  id: string;
  version: number;
  statement: Fields;
}

/** Changes one: what its fields do not say stays as it was written. */
export async function changeStatement<Fields extends object>(act: Act, subject: Subject<Fields>, input: Changed<Fields>): Promise<Shown<Fields>> {
  const { patient_id, id, version, statement } = input;
  const row = await heldStatement(act, patient_id, subject.type, id, version);
  if (fieldsOf(subject, row.resource) === null) {
    throw new Problem(409, 'records.not_editable', 'Its sender wrote what this form cannot hold; write a new entry, and mark this one', { field: 'id' });
  }
  return keep(act, subject, patient_id, changed(subject, row.resource, statement), version);
}
