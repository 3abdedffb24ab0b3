import { sql } from 'kysely';
import { badInput, Problem, serve } from '@openward/platform/http';
import type { Tx } from '@openward/platform/db';
import { schedulingContract as contract, type Duty } from '../../contract/index.ts';
import { listResources } from '../calendar.sql.ts';
import { changed } from '../calendar.ts';
import { occurrences } from './occurrences.ts';
import { preview, settled } from './settle.ts';
import { insertTemplate, listTemplates, readTemplate, saveTemplate } from './template.sql.ts';

export const templates = serve(contract.templates, async ({ resource_id }, { tx }) => ({ templates: await listTemplates(tx, resource_id ?? null) }));

export const previewTemplate = serve(contract.previewTemplate, async ({ template_id, prefer, ...template }, { tx }) => preview({
  tx,
  async work() {
    await knownTypes(tx, template.visit_type_ids);
    if (template_id === null) await insertTemplate(tx, template);
    else {
      const current = await readTemplate(tx, template_id);
      if (current === undefined || await saveTemplate(tx, template_id, current.version, template) === undefined) throw changed(undefined, 'template_id', 'There is no such rule of this calendar');
    }
    return [template.resource_id];
  },
}, prefer));

export const addTemplate = serve(contract.addTemplate, async ({ moves, ...input }, act) => {
  await knownTypes(act.tx, input.visit_type_ids);
  const template = await insertTemplate(act.tx, input);
  return { template, effect: await settled(act, [input.resource_id], moves) };
});

export const updateTemplate = serve(contract.updateTemplate, async ({ template_id, version, moves, ...input }, act) => {
  await knownTypes(act.tx, input.visit_type_ids);
  const template = await saveTemplate(act.tx, template_id, version, input);
  if (template === undefined) throw changed(await readTemplate(act.tx, template_id), 'template_id', 'There is no such rule');
  return { template, effect: await settled(act, [input.resource_id], moves) };
});

async function knownTypes(tx: Tx, ids: readonly string[]): Promise<void> {
  const { rows } = await sql<{ id: string }>`select id from scheduling.visit_type where id = any (${ids}::uuid[])`.execute(tx);
  const unknown = ids.findIndex((id) => !rows.some((row) => row.id === id));
  if (unknown >= 0) throw badInput(`visit_type_ids[${unknown}]`, 'scheduling.visit_type_unknown', 'There is no such kind of appointment');
}

const spanned = (row: { lower: Date; upper: Date }) => ({ start: row.lower.toISOString(), end: row.upper.toISOString() });

export const duties = serve(contract.duties, async ({ resource_id, from, until }, { tx }) => {
  ordered(from, until);
  const { rows } = await sql<Omit<Duty, 'start' | 'end'> & { lower: Date; upper: Date }>`
    select id, resource_id, lower(during) as lower, upper(during) as upper, location_id, version from scheduling.duty
    where resource_id = ${resource_id}::uuid and during && tstzrange(${from}::timestamptz, ${until}::timestamptz) order by during limit 1000`.execute(tx);
  return { duties: rows.map(({ id, location_id, version, ...row }) => ({ id, resource_id, location_id, version, ...spanned(row) })) };
});

export const addDuties = serve(contract.addDuties, async ({ resource_id, location_id, ...repeating }, act) => {
  const [calendar] = await listResources(act.tx, [resource_id]);
  if (calendar === undefined) throw new Problem(422, 'scheduling.resource_unknown', 'There is no such calendar', { field: 'resource_id' });
  if (repeating.ends_on > `${Number(repeating.starts_on.slice(0, 4)) + 3}`) throw badInput('ends_on', 'scheduling.too_far', 'Lies more than two years after the beginning');
  const spans = occurrences(repeating, calendar.zone, repeating.starts_on, repeating.ends_on);
  await sql`insert into scheduling.duty (resource_id, during, location_id) select ${resource_id}::uuid, tstzrange(start, "end"), ${location_id}::uuid
    from jsonb_to_recordset(${JSON.stringify(spans)}::jsonb) as given(start timestamptz, "end" timestamptz)`.execute(act.tx);
  return { added: spans.length, effect: await settled(act, [resource_id]) };
});

function ordered(from: string, until: string): void {
  if (Date.parse(from) >= Date.parse(until)) throw badInput('until', 'scheduling.ends_before', 'Ends before it starts');
}
