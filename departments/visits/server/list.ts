import { sql } from 'kysely';
import { badInput, serve } from '@openward/platform/http';
import { records, seeRecord } from '@openward/records/api';
import { visitsContract as contract, type ChartVisit } from '../contract/index.ts';
import { listVisits } from './list.sql.ts';
import { readVisits, type WholeVisit } from './visit.sql.ts';

export const list = serve(contract.list, async ({ after, limit, ...filter }, act) => {
  const found = await listVisits(act.tx, { ...filter, limit: limit + 1, after: after === undefined ? null : cursorOf(after) });
  const page = found.slice(0, limit);
  act.audit.shown(page.map(({ patient_id }) => patient_id));
  const clinical = act.actor.permissions.has('records.read');
  const last = page.at(-1);
  return {
    visits: page.map(({ opened_at: _at, ...row }) => (clinical ? row : { ...row, reason: null })),
    next: found.length > limit && last !== undefined ? Buffer.from(JSON.stringify([last.opened_at.toISOString(), last.id])).toString('base64url') : null,
  };
});

/** All visits of a record: ours, and those that another system wrote, which have no row of ours. */
export const ofPatient = serve(contract.ofPatient, async ({ patient_id, limit }, act) => {
  await seeRecord(act, patient_id);
  const aliases = await records.aliasSet(act.tx, patient_id);
  const { rows } = await sql<{ id: string }>`select id from visits.visit where patient_id = any (${aliases}::uuid[])
    order by opened_at desc limit ${limit}`.execute(act.tx);
  const clinical = act.actor.permissions.has('records.read');
  const own = await readVisits(act.tx, rows.map(({ id }) => id));
  const ids = new Set(own.map(({ id }) => id));
  const lines = await records.timeline(act.tx, patient_id, { kinds: ['visit'], limit: limit + ids.size + 1 });
  const others = lines.filter(({ type, id }) => type === 'Encounter' && !ids.has(id)).map(({ id, patient_id: of, title, value, status, date, end, source }): ChartVisit => ({
    id, number: null, patient_id: of, title: clinical ? title : '', class: null, status, date, end, department_name: null, attender_name: null,
    reasons: clinical ? (value === null || value === '' ? [] : [{ text: value.slice(0, 300) }]) : null,
    diagnoses: clinical ? [] : null, signed: true, source,
  }));
  const all = [...own.map((visit) => chartVisit(visit, clinical)), ...others].sort((a, b) => (b.date ?? '').localeCompare(a.date ?? ''));
  return { visits: all.slice(0, limit), more: all.length > limit };
});

function chartVisit(visit: WholeVisit, clinical: boolean): ChartVisit {
  const { id, number, patient_id, class: kind, status, department_name, participants, ended_at } = visit;
  const attender = participants.filter(({ role }) => role === 'attender').at(-1);
  return {
    id, number, patient_id, title: '', class: kind, status, date: visit.started_at ?? visit.arrived_at ?? visit.planned_for ?? visit.history[0]?.at ?? null,
    end: ended_at, department_name, attender_name: attender?.name ?? null, reasons: clinical ? visit.clinical.reasons : null,
    diagnoses: clinical ? visit.clinical.diagnoses.map(({ display }) => display) : null, signed: visit.signed_at !== null, source: null,
  };
}

function cursorOf(text: string): { at: string; id: string } {
  try {
    const [at, id] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as unknown[];
    if (typeof at === 'string' && typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id) && !Number.isNaN(Date.parse(at))) return { at: new Date(at).toISOString(), id };
  } catch {
    // Told below, as anything else that is not a cursor.
  }
  throw badInput('after', 'visits.cursor', 'Is not where a page of the list ended');
}
