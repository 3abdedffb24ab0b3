import { Problem } from '@openward/platform/http';
import type { Act, Reply } from '@openward/platform/http';
import { get } from '@openward/records/api';
import { kindSystem, listResources, listVisitTypes, readSlotId, slotId, slotOf, slots, slotStatuses, type Slot, type SlotName, type SlotStatus } from '@openward/scheduling/api';
import type { Resource } from '@openward/scheduling/contract';
import { bundleText, searchUrl, type Entry } from '../../search/asked/bundle.ts';
import { dateAsked } from '../../search/asked/dates.ts';
import { searchFault } from '../../search/asked/fault.ts';
import { answerText } from '../answer.ts';
import { refuseParameters } from '../request.ts';
import type { FhirRequest } from '../request.ts';
import { toSlot } from './resource.ts';

const taken = ['schedule', 'schedule.actor', 'service-type', 'start', 'status', '_count', '_page', '_include', '_id', '_sort'];
const far = new Date('2200-01-01');

/**
 * The times of calendars of this hospital, computed as they stand: null where something else is asked for, such as Slots that another system sent.
 * It is asked of ours where it names a Schedule, its actor, a kind of appointment or a Slot that there is here.
 */
export async function searchSlots(request: FhirRequest, act: Act): Promise<Reply | null> {
  const { parameters } = request;
  const calendars = (await listResources(act.tx)).filter(({ active }) => active);
  const kinds = (await listVisitTypes(act.tx)).filter(({ active }) => active);
  const schedules = anyOf(parameters, 'schedule')?.map((text) => text.replace(`${request.base}/`, '').replace(/^Schedule\//, ''));
  const actors = anyOf(parameters, 'schedule.actor')?.map((text) => text.replace(`${request.base}/`, ''));
  const codes = anyOf(parameters, 'service-type')?.map((text) => text.replace(`${kindSystem}|`, ''));
  const ids = anyOf(parameters, '_id')?.map(readSlotId);
  const ours = [
    ...(schedules === undefined ? [] : [schedules.some((id) => calendars.some((each) => each.id === id))]),
    ...(actors === undefined ? [] : [actors.some((actor) => calendars.some((each) => actorOf(each) === actor))]),
    ...(codes === undefined ? [] : [codes.some((code) => kinds.some((each) => each.code === code))]),
    ...(ids === undefined ? [] : [ids.some((name) => name !== undefined)]),
  ];
  if (ours.length === 0 || ours.includes(false)) return null;
  refuseParameters(request, taken);
  if ((one(parameters, '_sort') ?? 'start') !== 'start') throw searchFault('sort', '_sort', 'Times are sorted by start');

  const chosen = calendars.filter((each) => (schedules?.includes(each.id) ?? true) && (actors?.includes(actorOf(each) ?? '') ?? true));
  const statuses = statusesOf(anyOf(parameters, 'status'));
  const count = countOf(one(parameters, '_count'));
  const span = spanOf(parameters);
  const found = ids === undefined
    ? await slots(act, {
      resource_ids: chosen.map(({ id }) => id), visit_type_ids: codes === undefined ? null : kinds.filter(({ code }) => codes.includes(code)).map(({ id }) => id),
      ...span, statuses, after: pageOf(one(parameters, '_page')), limit: count + 1,
    })
    : (await named(act, ids)).filter((slot) => chosen.some(({ id }) => id === slot.resource_id) && statuses.includes(slot.status)
      && (codes?.includes(slot.type.code) ?? true) && Date.parse(slot.start) >= span.from.getTime() && Date.parse(slot.start) < span.until.getTime());
  const page = found.slice(0, count);
  const entries = [...page.map(entryOf), ...await included(act, parameters, page)];
  const others = parameters.filter(([name]) => name !== '_page');
  act.audit.detail({ type: 'Slot', by: [...new Set(parameters.map(([name]) => name))], shown: page.length });
  return answerText(request, 200, bundleText({
    base: request.base, self: searchUrl(request.base, 'Slot', parameters), ignored: [], entries,
    next: found.length > count ? searchUrl(request.base, 'Slot', [...others, ['_page', slotId(page.at(-1)!)]]) : null,
    // How many there are in all is not reckoned: times go on and on.
    total: found.length > count || one(parameters, '_page') !== undefined ? undefined : page.length,
  }));
}

const entryOf = (slot: Slot): Entry => ({ type: 'Slot', id: slotId(slot), text: JSON.stringify(toSlot(slot)), mode: 'match' });

const actorOf = ({ kind, practitioner_id, location_id }: Resource): string | undefined =>
  (practitioner_id !== null ? `Practitioner/${practitioner_id}` : kind === 'room' && location_id !== null ? `Location/${location_id}` : undefined);

async function named(act: Act, names: readonly (SlotName | undefined)[]): Promise<Slot[]> {
  const found: Slot[] = [];
  for (const name of names) {
    const slot = name === undefined ? undefined : await slotOf(act, name);
    if (slot !== undefined) found.push(slot);
  }
  return found;
}

/** The Schedules of what was found, where they are asked for. */
async function included(act: Act, parameters: FhirRequest['parameters'], page: readonly Slot[]): Promise<Entry[]> {
  const asked = parameters.filter(([name]) => name === '_include').map(([, value]) => value);
  const other = asked.find((value) => value !== 'Slot:schedule' && value !== 'Slot:schedule:Schedule');
  if (other !== undefined) throw searchFault('include', '_include', 'A Slot includes its Schedule: _include=Slot:schedule');
  if (asked.length === 0) return [];
  const entries: Entry[] = [];
  for (const id of new Set(page.map(({ resource_id }) => resource_id))) {
    const schedule = await get(act.tx, 'Schedule', id);
    if (schedule?.json != null) entries.push({ type: 'Schedule', id, text: schedule.json, mode: 'include' });
  }
  return entries;
}

/** The alternatives of a parameter; undefined where it is not asked for. */
function anyOf(parameters: FhirRequest['parameters'], name: string): string[] | undefined {
  const text = one(parameters, name);
  return text?.split(',').map((each) => each.trim()).filter((each) => each !== '');
}

function one(parameters: FhirRequest['parameters'], name: string): string | undefined {
  const values = parameters.filter(([each]) => each === name);
  if (values.length > 1) throw searchFault('twice', name, `${name} is given once, with its alternatives after commas`);
  return values[0]?.[1];
}

function statusesOf(asked: readonly string[] | undefined): readonly SlotStatus[] {
  const wrong = asked?.find((text) => !slotStatuses.includes(text as SlotStatus) && text !== 'entered-in-error');
  if (wrong !== undefined) throw searchFault('value', 'status', `“${wrong.slice(0, 40)}” is no status of a Slot: ${slotStatuses.join(', ')}`);
  return asked === undefined ? slotStatuses : slotStatuses.filter((status) => asked.includes(status));
}

function countOf(text: string | undefined): number {
  if (text === undefined) return 50;
  if (!/^\d{1,6}$/.test(text) || Number(text) === 0) throw searchFault('value', '_count', 'Is a number of Slots from 1');
  return Math.min(Number(text), 500);
}

/** Between which times they begin. */
function spanOf(parameters: FhirRequest['parameters']): { from: Date; until: Date } {
  let [from, until] = [0, far.getTime()];
  for (const text of parameters.filter(([name]) => name === 'start').map(([, value]) => value)) {
    const asked = dateAsked('start', text);
    const { prefix } = asked;
    if (prefix === 'ne' || prefix === 'ap') throw searchFault('prefix', 'start', 'Times are asked for with eq, ge, gt, sa, lt, le or eb');
    if (prefix === 'eq' || prefix === 'ge') from = Math.max(from, asked.from);
    if (prefix === 'gt' || prefix === 'sa') from = Math.max(from, asked.until);
    if (prefix === 'eq' || prefix === 'le') until = Math.min(until, asked.until);
    if (prefix === 'lt' || prefix === 'eb') until = Math.min(until, asked.from);
  }
  return { from: new Date(from), until: new Date(until) };
}

function pageOf(text: string | undefined): SlotName | null {
  if (text === undefined) return null;
  const name = readSlotId(text);
  if (name === undefined) throw new Problem(400, 'exchange.search_page', 'This is not where a page of this search ended: begin it again', { field: '_page' });
  return name;
}
