import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHospital } from '@openward/platform/testing';
import type { Client, TestHospital } from '@openward/platform/testing';
import { addAlias, putMany, setCompartment } from '@openward/records/api';
import { routes } from '../mount.ts';

// A random record is searched, and what is found is compared with what a naive reading of the resources finds.

const patient_id = '0190f0f0-0000-7000-8000-0000000000c1';
const merged_id = '0190f0f0-0000-7000-8000-0000000000c2';
const loinc = 'http://loinc.org';
const ucum = 'http://unitsofmeasure.org';

interface Seed {
  code: { system?: string; code: string }[];
  status: string;
  date: string | { start?: string; end?: string } | null;
  quantity: { value: number; unit: string; comparator?: string } | null;
  merged: boolean;
}

const dates = fc.constantFrom('2023', '2024', '2024-01', '2024-02', '2024-01-31', '2024-02-01', '2024-02-01T10:00:00Z', '2024-02-01T10:00:00.500Z', '2024-02-01T12:00:00+02:00', '2025-06-15');
const seeds: fc.Arbitrary<Seed[]> = fc.array(fc.record({
  code: fc.array(fc.record({ system: fc.constantFrom(loinc, 'urn:local'), code: fc.constantFrom('a', 'b', 'c') }), { maxLength: 2 }),
  status: fc.constantFrom('final', 'preliminary', 'amended'),
  date: fc.oneof(dates, fc.constant(null), fc.tuple(dates, dates).map(([one, other]) => (span(one)[0] <= span(other)[0] ? { start: one, end: other } : { start: other, end: one })), dates.map((start) => ({ start })), dates.map((end) => ({ end }))),
  quantity: fc.option(fc.record({ value: fc.constantFrom(5, 5.4, 5.45, 6, 5400, 70), unit: fc.constantFrom('g', 'mg', 'kg'), comparator: fc.constantFrom('', '<', '>') }).map(({ comparator, ...rest }) => (comparator === '' ? rest : { ...rest, comparator }))),
  merged: fc.boolean(),
}), { minLength: 25, maxLength: 40 });

/** The stretch of a date, read by hand. */
function span(text: string): [number, number] {
  const [from, step] = text.length === 4 ? [`${text}-01-01`, 'year'] : text.length === 7 ? [`${text}-01`, 'month'] : [text, text.length === 10 ? 'day' : text.includes('.') ? 'instant' : 'second'];
  const start = new Date(from!);
  const end = new Date(start);
  if (step === 'year') end.setUTCFullYear(end.getUTCFullYear() + 1);
  else if (step === 'month') end.setUTCMonth(end.getUTCMonth() + 1);
  else end.setTime(end.getTime() + (step === 'day' ? 86_400_000 : step === 'second' ? 1000 : 1));
  return [start.getTime(), end.getTime()];
}

function dateOf({ date }: Seed): [number, number] | null {
  if (date === null) return null;
  if (typeof date === 'string') return span(date);
  const start = date.start === undefined ? -Infinity : span(date.start)[0];
  const end = date.end === undefined ? Infinity : span(date.end)[1];
  return [start, end];
}

const inGrams: Record<string, number> = { mg: 0.001, g: 1, kg: 1000 };

/** Each asks in the words of FHIR, and tells by hand whether a seed fits. */
const questions: fc.Arbitrary<{ query: string; fits: (seed: Seed) => boolean }> = fc.oneof(
  fc.tuple(fc.constantFrom('eq', 'ne', 'lt', 'gt', 'le', 'ge', 'sa', 'eb', ''), dates).map(([prefix, asked]) => ({
    query: `date=${prefix}${encodeURIComponent(asked)}`,
    fits: (seed: Seed) => {
      const at = dateOf(seed);
      if (at === null) return false;
      const [from, until] = span(asked);
      const within = at[0] >= from && at[1] <= until;
      return { eq: within, '': within, ne: !within, lt: at[0] < from, gt: at[1] > until, le: at[0] < from || within, ge: at[1] > until || within, sa: at[0] >= until, eb: at[1] <= from }[prefix];
    },
  })),
  fc.tuple(fc.constantFrom('', ':not'), fc.constantFrom('a', 'b', 'c', 'a,b'), fc.constantFrom('', `${loinc}|`)).map(([modifier, codes, system]) => ({
    query: `code${modifier}=${encodeURIComponent(codes.split(',').map((code) => system + code).join(','))}`,
    fits: (seed: Seed) => seed.code.some((coding) => codes.split(',').includes(coding.code) && (system === '' || coding.system === loinc)) !== (modifier === ':not'),
  })),
  fc.constantFrom('final', 'preliminary,amended').map((status) => ({ query: `status=${status}`, fits: (seed: Seed) => status.split(',').includes(seed.status) })),
  fc.tuple(fc.constantFrom('code', 'date', 'value-quantity'), fc.boolean()).map(([name, missing]) => ({
    query: `${name}:missing=${missing}`,
    fits: (seed: Seed) => ({ code: false, date: seed.date === null, 'value-quantity': seed.quantity === null }[name]) === missing,
  })),
  fc.tuple(fc.constantFrom('', 'ne', 'lt', 'gt', 'le', 'ge', 'sa', 'eb'), fc.constantFrom('5', '5.4', '5.40', '6'), fc.constantFrom('', 'g', 'kg')).map(([prefix, number, unit]) => ({
    query: `value-quantity=${prefix}${number}${unit === '' ? '' : `%7C${encodeURIComponent(ucum)}%7C${unit}`}`,
    fits: ({ quantity }: Seed) => {
      if (quantity === null) return false;
      const turn = unit === '' ? 1 : inGrams[quantity.unit]! / inGrams[unit]!;
      const value = Number((quantity.value * turn).toPrecision(12));
      const [low, high] = [quantity.comparator === '<' ? -Infinity : value, quantity.comparator === '>' ? Infinity : value];
      const half = number === '5.40' ? 0.005 : number === '5.4' ? 0.05 : 0.5;
      const asked = Number(number);
      const within = low >= Number((asked - half).toFixed(4)) && high < Number((asked + half).toFixed(4));
      return { '': within, ne: !within, lt: low < asked, gt: high > asked, le: low < asked || within, ge: high > asked || within, sa: low > asked, eb: high < asked }[prefix];
    },
  })),
);

let hospital: TestHospital;
let doctor: Client;
beforeAll(async () => {
  hospital = await openHospital(routes);
  doctor = await hospital.signIn('doctor');
  await hospital.database.transaction({ scope: 'system' }, async (tx) => {
    await setCompartment(tx, patient_id, { restricted: false });
    await setCompartment(tx, merged_id, { restricted: false });
    await addAlias(tx, merged_id, patient_id);
  });
});
afterAll(() => hospital.close());

async function store(made: Seed[], round: number): Promise<string[]> {
  const ids = made.map((_seed, at) => `r${round}-${String(at).padStart(3, '0')}`);
  await hospital.asSuperuser('delete from records.resource');
  await hospital.database.transaction({ scope: 'system' }, (tx) => putMany(tx, made.map((seed, at) => ({ resource: {
    resourceType: 'Observation', id: ids[at], status: seed.status, subject: { reference: `Patient/${seed.merged ? merged_id : patient_id}` },
    code: seed.code.length === 0 ? { text: 'none' } : { coding: seed.code },
    ...(typeof seed.date === 'string' ? { effectiveDateTime: seed.date } : seed.date === null ? {} : { effectivePeriod: seed.date }),
    ...(seed.quantity && { valueQuantity: { ...seed.quantity, system: ucum, code: seed.quantity.unit } }),
  } }))));
  return ids;
}

/** Every page of a search, by the links that it gives. */
async function pages(query: string): Promise<string[][]> {
  const found: string[][] = [];
  let url = `/fhir/R4/Observation?${query}`;
  while (url !== '') {
    const { status, body, text } = await doctor.send('GET', url);
    expect(status, `${query}: ${text.slice(0, 300)}`).toBe(200);
    found.push((body['entry'] ?? []).map((entry: { resource: { id: string } }) => entry.resource.id));
    const next = body['link'].find((link: { relation: string }) => link.relation === 'next')?.url as string | undefined;
    url = next === undefined ? '' : next.slice(next.indexOf('/fhir/R4'));
    if (found.length > 100) throw new Error('pages without an end');
  }
  return found;
}

test('finds what a naive reading finds, whatever is asked, page by page, each once', async () => {
  let round = 0;
  await fc.assert(fc.asyncProperty(
    seeds, fc.array(fc.array(questions, { minLength: 1, maxLength: 2 }), { minLength: 6, maxLength: 6 }), fc.constantFrom(3, 7, 50),
    fc.constantFrom('', '_sort=date', '_sort=-date', '_sort=value-quantity,-_lastUpdated', '_sort=-_id'), fc.constantFrom(patient_id, merged_id),
    async (made, asked, count, sort, by) => {
      round += 1;
      const ids = await store(made, round);
      for (const group of asked) {
        const query = [...group.map(({ query: part }) => part), `_count=${count}`, ...(sort === '' ? [] : [sort])].join('&');
        const expected = ids.filter((_id, at) => group.every(({ fits }) => fits(made[at]!)));
        const ranged = (await pages(`patient=${by}&${query}`)).flat();
        expect([...ranged].sort(), query).toEqual(expected);
        // Over all records the same is found, by another way.
        expect((await pages(query)).flat().sort(), query).toEqual(expected);
        if (sort === '_sort=-_id') expect(ranged).toEqual([...expected].reverse());
        if (sort !== '_sort=date') continue;
        const starts = ranged.map((id) => dateOf(made[ids.indexOf(id)]!)?.[0] ?? Infinity).filter((at) => Number.isFinite(at));
        expect(starts).toEqual([...starts].sort((one, other) => one - other));
      }
    },
  ), { numRuns: 12, seed: 20261122 });
});
