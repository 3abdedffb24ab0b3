import { Problem, type Act } from '@openward/platform/http';
import { records, seeRecord } from '@openward/records/api';
import type { Visit } from '../contract/visit.ts';
import { authorOf } from './author.ts';
import { projectVisits } from './project.ts';
import { lockVisit, readVisits, type WholeVisit } from './visit.sql.ts';

export interface NamedVisit {
  patient_id: string;
  visit_id: string;
}

/** 404 for a visit that this record does not have. */
export const unknownVisit = (): Problem => new Problem(404, 'visits.unknown', 'There is no such visit in this record', { field: 'visit_id' });

/** Reads a visit of a record, or of one that is read as one with it. */
export async function openVisit(act: Act, { patient_id, visit_id }: NamedVisit): Promise<WholeVisit> {
  await seeRecord(act, patient_id);
  const [visit] = await readVisits(act.tx, [visit_id]);
  if (visit === undefined || !(await records.aliasSet(act.tx, patient_id)).includes(visit.patient_id)) throw unknownVisit();
  return visit;
}

/**
 * Locks a visit for a change. Whoever comes second waits here, and is told what the first one did: 409 `visits.changed`.
 * A visit that is signed is refused unless the act is one that opens it again or takes it back.
 */
export async function holdVisit(act: Act, named: NamedVisit & { version: number }, { signed = false } = {}): Promise<WholeVisit> {
  await seeRecord(act, named.patient_id);
  const held = await lockVisit(act.tx, named.visit_id);
  if (held === undefined) throw unknownVisit();
  const visit = await openVisit(act, named);
  if (held.version !== named.version) {
    throw new Problem(409, 'visits.changed', `${held.updated_by_name ?? 'OpenWard'} has changed this visit meanwhile`, {
      field: 'version', changed_by: held.updated_by_name, changed_at: held.updated_at.toISOString(), current: shown(visit, act),
    });
  }
  if (held.signed && !signed) throw new Problem(409, 'visits.closed', 'This visit is signed and closed: it is opened again first, with a reason');
  act.audit.detail({ visit_id: visit.id });
  return visit;
}

/** Projects the visit as the act leaves it, and answers it. */
export async function answer(act: Act, visit_id: string): Promise<Visit> {
  const [visit] = await projectVisits(act.tx, [visit_id], authorOf(act));
  if (visit === undefined) throw unknownVisit();
  act.audit.detail({ visit_id, status: visit.status });
  return shown(visit, act);
}

/** What this person may read of it: without the right to read the record, not what it was about. */
export const shown = (visit: WholeVisit, { actor }: Pick<Act, 'actor'>): Visit =>
  actor.permissions.has('records.read') ? visit : { ...visit, clinical: null };
