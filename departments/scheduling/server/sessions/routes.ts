import { sql } from 'kysely';
import { badInput, Problem, serve, type Act } from '@openward/platform/http';
import type { Tx } from '@openward/platform/db';
import { schedulingContract as contract, type Duty, type Effect, type Exception } from '../../contract/index.ts';
import { listResources } from '../calendar.sql.ts';
import { changed } from '../calendar.ts';
import { occurrences } from './occurrences.ts';
import { rebuild } from './rebuild.ts';
import { insertTemplate, listTemplates, readTemplate, saveTemplate } from './template.sql.ts';

export const templates = serve(contract.templates, async ({ resource_id }, { tx }) => ({ templates: await listTemplates(tx, resource_id ?? null) }));

/** Does it all, looks, and takes it back. */
export const previewTemplate = serve(contract.previewTemplate, async ({ template_id, ...template }, act) => {
  const { tx } = act;
  await sql`savepoint preview`.execute(tx);
  await knownTypes(tx, template.visit_type_ids);
  if (template_id === null) await insertTemplate(tx, template);
  else {
    const current = await readTemplate(tx, template_id);
    if (current === undefined || await saveTemplate(tx, template_id, current.version, template) === undefined) throw changed(undefined, 'template_id', 'There is no such rule of this calendar');
  }
  const effect = await rebuild(tx, template.resource_id, new Date());
  await sql`rollback to savepoint preview`.execute(tx);
  return effect;
});

export const addTemplate = serve(contract.addTemplate, async (input, act) => {
  await knownTypes(act.tx, input.visit_type_ids);
  const template = await insertTemplate(act.tx, input);
  return { template, effect: await settled(act, input.resource_id) };
});

export const updateTemplate = serve(contract.updateTemplate, async ({ template_id, version, ...input }, act) => {
  await knownTypes(act.tx, input.visit_type_ids);
  const template = await saveTemplate(act.tx, template_id, version, input);
  if (template === undefined) throw changed(await readTemplate(act.tx, template_id), 'template_id', 'There is no such rule');
  return { template, effect: await settled(act, input.resource_id) };
});

/** Makes the sessions anew, and refuses to leave anybody without one who is booked. */
async function settled(act: Act, resource_id: string): Promise<Effect> {
  const effect = await rebuild(act.tx, resource_id, new Date());
  const { stranded, sessions, added, removed } = effect;
  act.audit.detail({ resource_id, sessions, added, removed });
  if (stranded.length > 0) {
    throw new Problem(409, 'scheduling.strands', `${stranded.length} booked appointments would be left without a session: move them first`, { stranded });
  }
  return effect;
}

async function knownTypes(tx: Tx, ids: readonly string[]): Promise<void> {
  const { rows } = await sql<{ id: string }>`select id from scheduling.visit_type where id = any (${ids}::uuid[])`.execute(tx);
  const unknown = ids.findIndex((id) => !rows.some((row) => row.id === id));
  if (unknown >= 0) throw badInput(`visit_type_ids[${unknown}]`, 'scheduling.visit_type_unknown', 'There is no such kind of appointment');
}

const spanned = (row: { lower: Date; upper: Date }) => ({ start: row.lower.toISOString(), end: row.upper.toISOString() });

export const duties = serve(contract.duties, async ({ resource_id, from, until }, { tx }) => {
  ordered(from, until);
  const { rows } = await sql<Omit<Duty, 'start' | 'end'> & { lower: Date; upper: Date }>`
    select id, resource_id, lower(during) as lower, upper(during) as upper, location_id from scheduling.duty
    where resource_id = ${resource_id}::uuid and during && tstzrange(${from}::timestamptz, ${until}::timestamptz) order by during limit 1000`.execute(tx);
  return { duties: rows.map(({ id, location_id, ...row }) => ({ id, resource_id, location_id, ...spanned(row) })) };
});

export const addDuties = serve(contract.addDuties, async ({ resource_id, location_id, ...repeating }, act) => {
  const [calendar] = await listResources(act.tx, [resource_id]);
  if (calendar === undefined) throw new Problem(422, 'scheduling.resource_unknown', 'There is no such calendar', { field: 'resource_id' });
  if (repeating.ends_on > `${Number(repeating.starts_on.slice(0, 4)) + 3}`) throw badInput('ends_on', 'scheduling.too_far', 'Lies more than two years after the beginning');
  const spans = occurrences(repeating, calendar.zone, repeating.starts_on, repeating.ends_on);
  await sql`insert into scheduling.duty (resource_id, during, location_id) select ${resource_id}::uuid, tstzrange(start, "end"), ${location_id}::uuid
    from jsonb_to_recordset(${JSON.stringify(spans)}::jsonb) as given(start timestamptz, "end" timestamptz)`.execute(act.tx);
  return { added: spans.length, effect: await settled(act, resource_id) };
});

export const removeDuty = serve(contract.removeDuty, async ({ duty_id }, act) => {
  await sql`set constraints scheduling.session_within_duty deferred`.execute(act.tx);
  const { rows } = await sql<{ resource_id: string }>`delete from scheduling.duty where id = ${duty_id}::uuid returning resource_id`.execute(act.tx);
  if (rows[0] === undefined) throw changed(undefined, 'duty_id', 'There is no such duty');
  return settled(act, rows[0].resource_id);
});

type ExceptionRow = Omit<Exception, 'start' | 'end'> & { lower: Date; upper: Date };
const exceptionOf = ({ id, resource_id, kind, reason, ...row }: ExceptionRow): Exception => ({ id, resource_id, kind, reason, ...spanned(row) });
const exceptionColumns = sql.raw('id, resource_id, kind, reason, lower(during) as lower, upper(during) as upper');

export const exceptions = serve(contract.exceptions, async ({ resource_id, from, until }, { tx }) => {
  ordered(from, until);
  const { rows } = await sql<ExceptionRow>`select ${exceptionColumns} from scheduling.exception
    where during && tstzrange(${from}::timestamptz, ${until}::timestamptz) and (${resource_id ?? null}::uuid is null or resource_id is null or resource_id = ${resource_id ?? null}::uuid)
    order by during, id limit 1000`.execute(tx);
  return { exceptions: rows.map(exceptionOf) };
});

export const addException = serve(contract.addException, async ({ resource_id, kind, start, end, reason }, act) => {
  ordered(start, end);
  const { rows } = await sql<ExceptionRow>`insert into scheduling.exception (resource_id, kind, during, reason)
    values (${resource_id}::uuid, ${kind}, tstzrange(${start}::timestamptz, ${end}::timestamptz), ${reason}) returning ${exceptionColumns}`.execute(act.tx);
  return { exception: exceptionOf(rows[0]!), effect: await settledAll(act, resource_id) };
});

export const removeException = serve(contract.removeException, async ({ exception_id }, act) => {
  const { rows } = await sql<{ resource_id: string | null }>`delete from scheduling.exception where id = ${exception_id}::uuid returning resource_id`.execute(act.tx);
  if (rows[0] === undefined) throw changed(undefined, 'exception_id', 'There is no such exception');
  return settledAll(act, rows[0].resource_id);
});

/** A holiday concerns every calendar; they are gone through in one order. */
async function settledAll(act: Act, resource_id: string | null): Promise<Effect> {
  if (resource_id !== null) return settled(act, resource_id);
  const { rows } = await sql<{ id: string }>`select distinct resource_id as id from scheduling.template order by 1`.execute(act.tx);
  const all: Effect = { sessions: 0, added: 0, removed: 0, next: [], outside_duty: [], stranded: [] };
  for (const { id } of rows) {
    const one = await rebuild(act.tx, id, new Date());
    all.sessions += one.sessions;
    all.added += one.added;
    all.removed += one.removed;
    all.stranded.push(...one.stranded);
  }
  if (all.stranded.length > 0) {
    throw new Problem(409, 'scheduling.strands', `${all.stranded.length} booked appointments would be left without a session: move them first`, { stranded: all.stranded });
  }
  return all;
}

function ordered(from: string, until: string): void {
  if (Date.parse(from) >= Date.parse(until)) throw badInput('until', 'scheduling.ends_before', 'Ends before it starts');
}
