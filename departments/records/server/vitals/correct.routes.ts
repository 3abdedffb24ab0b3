import { Problem, serve } from '@openward/platform/http';
import type { Act } from '@openward/platform/http';
import { recordsContract } from '../../contract/index.ts';
import type { Measure, VitalValues } from '../../contract/vitals.ts';
import { isObject, objects, text } from '../../rules/extract/look.ts';
import type { Json } from '../../rules/extract/look.ts';
import { consciousnessConcepts, bloodPressure, bodyMassIndex, oximetry, quantity } from '../../rules/vitals/observations.ts';
import { inputsOf } from '../../rules/vitals/news2-observation.ts';
import { snomed } from '../../rules/vitals/measures.ts';
import { readVital } from '../../rules/vitals/read.ts';
import { aliasSet } from '../compartment.sql.ts';
import { put } from '../put.ts';
import { get } from '../read.sql.ts';
import { seeRecord } from '../see.ts';
import { checkValues, keptValues } from './convert.ts';
import { authorReference } from '../statement/author.ts';
import { authorOf } from './record.routes.ts';
import { scoreRound } from './score.ts';
import { lockVitals, vitalsBetween } from './vitals.sql.ts';

/** Corrects one measurement: a new version, of which the reason stands in a note; what was made of it is made anew. */
export const correctVitals = serve(recordsContract.correctVitals, async ({ patient_id, id, version, values, units, reason, confirmed }, act) => {
  const { resource, at } = await measurementOf(act, patient_id, id);
  const kept = keptValues(values, units);
  const wrong = foreignField(resource, kept);
  if (wrong !== undefined) {
    const message = 'This was not measured by this entry';
    throw new Problem(400, 'input.invalid', message, { errors: [{ field: `values.${wrong}`, code: 'vitals.other_measure', message }] });
  }
  await checkValues(act.tx, kept, { patient_id, measured_at: at, now: new Date(), confirmed, correcting: id });
  const corrected = { ...resource, ...changed(kept), status: 'corrected', note: noted(resource, reason, act) };
  const done = await put(act.tx, { resource: corrected, author: authorOf(act.actor), if_version: version });
  await makeAnew(act, patient_id, id, at);
  return { version: done.version };
});

/** Marks one measurement as entered in error; scores and the body mass index that were made of it go with it or are made anew. */
export const vitalsInError = serve(recordsContract.vitalsInError, async ({ patient_id, id, version, reason }, act) => {
  const { resource, at } = await measurementOf(act, patient_id, id);
  const done = await put(act.tx, {
    resource: { ...resource, status: 'entered-in-error', note: noted(resource, reason, act) }, author: authorOf(act.actor), if_version: version,
  });
  await makeAnew(act, patient_id, id, at);
  return { version: done.version };
});

/** A measurement of this record that stands and was measured, not reckoned. */
async function measurementOf(act: Act, patient_id: string, id: string): Promise<{ resource: Json; at: Date }> {
  await seeRecord(act, patient_id);
  await lockVitals(act.tx, patient_id);
  const found = await get(act.tx, 'Observation', id);
  const ours = found?.json != null && found.patient_id !== null && (await aliasSet(act.tx, patient_id)).includes(found.patient_id);
  const resource = ours ? (JSON.parse(found.json!) as Json) : undefined;
  const at = Date.parse(text(resource, 'effectiveDateTime') ?? '');
  const read = resource && readVital(resource);
  if (resource === undefined || read === undefined || Number.isNaN(at) || (read.numbers.length === 0 && read.consciousness === undefined)) {
    throw new Problem(404, 'vitals.unknown', 'There is no such measurement in this record', { field: 'id' });
  }
  if (text(resource, 'status') === 'entered-in-error') throw new Problem(409, 'vitals.in_error', 'This was marked as entered in error already', { field: 'id' });
  if (inputsOf(resource).length > 0) throw new Problem(409, 'vitals.derived', 'This was reckoned: correct what it was reckoned from', { field: 'id' });
  return { resource, at: new Date(at) };
}

/** A field that the entry did not measure. */
function foreignField(resource: Json, values: VitalValues): string | undefined {
  const { numbers, consciousness } = readVital(resource);
  const measured = new Set<string>(numbers.map(({ measure }) => measure));
  const whole: readonly (readonly Measure[])[] = [['systolic', 'diastolic'], ['oxygen_saturation', 'oxygen_flow', 'oxygen_concentration']];
  const [first] = whole.filter((group) => group.some((measure) => measured.has(measure)));
  const allowed = new Set<string>([...measured, ...(first ?? []), ...(measured.has('oxygen_saturation') ? ['breathing'] : []), ...(consciousness ? ['consciousness'] : [])]);
  return Object.entries(values).find(([name, value]) => value !== undefined && !allowed.has(name))?.[0];
}

/** The elements that carry the value; all others of the resource stay as they are. */
function changed(values: VitalValues): object {
  if (values.systolic !== undefined || values.diastolic !== undefined) return pick(bloodPressure(values), 'component');
  if (values.oxygen_saturation !== undefined) return { component: undefined, ...pick(oximetry(values), 'valueQuantity', 'component') };
  if (values.consciousness !== undefined) {
    const [code, display] = consciousnessConcepts[values.consciousness];
    return { valueCodeableConcept: { coding: [{ system: snomed, code, display }], text: display } };
  }
  const [measure, value] = Object.entries(values).find(([, each]) => each !== undefined)!;
  return { valueQuantity: quantity(measure as Measure, value as number) };
}

function pick(holder: object, ...names: string[]): object {
  return Object.fromEntries(Object.entries(holder).filter(([name]) => names.includes(name)));
}

const noted = (resource: Json, reason: string, { actor }: Act): object[] =>
  [...objects(resource, 'note'), { authorString: actor.display_name, time: new Date().toISOString(), text: reason }];

/** Makes right what was reckoned from an entry that has changed. */
async function makeAnew(act: Act, patient_id: string, id: string, at: Date): Promise<void> {
  const author = authorOf(act.actor);
  const day = 86_400_000;
  for (const row of await vitalsBetween(act.tx, patient_id, at, new Date(at.getTime() + 366 * day))) {
    const inputs = inputsOf(row.resource);
    const isIndex = inputs.includes(id) && readVital(row.resource).numbers.some(({ measure }) => measure === 'body_mass_index');
    if (isIndex) await indexAnew(act, row.resource, inputs);
  }
  const [subject] = await aliasSet(act.tx, patient_id);
  const round = { patient_id: subject!, measured_at: at.toISOString(), entered_at: new Date().toISOString(), performer: await authorReference(act) };
  await scoreRound(act.tx, round, author);
}

async function indexAnew(act: Act, resource: Json, inputs: readonly string[]): Promise<void> {
  const numbers = new Map<Measure, number>();
  for (const input of inputs) {
    const found = await get(act.tx, 'Observation', input);
    const json: unknown = found?.json == null ? undefined : JSON.parse(found.json);
    if (!isObject(json) || text(json, 'status') === 'entered-in-error') continue;
    for (const { measure, value } of readVital(json).numbers) numbers.set(measure, value);
  }
  const [weight, height] = [numbers.get('weight'), numbers.get('height')];
  const now = weight === undefined || height === undefined ? { status: 'entered-in-error' }
    : { status: 'corrected', valueQuantity: quantity('body_mass_index', bodyMassIndex(weight, height)) };
  await put(act.tx, { resource: { ...resource, ...now }, author: authorOf(act.actor) });
}
