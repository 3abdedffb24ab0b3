import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { parametersOf } from '@openward/records/api';
import type { Place } from './asked/page.ts';
import type { Sort } from './asked/result.ts';

/** One key of an order: what is missing comes last. */
export interface Key {
  value: RawBuilder<unknown>;
  cast: 'timestamptz' | 'numeric' | 'text';
  descending: boolean;
}

/** The date parameter of a type that is the time of its line in the chart, by which a record is indexed. */
const ofChart: Record<string, string> = {
  Observation: 'date', Encounter: 'date', Procedure: 'date', DiagnosticReport: 'date', DocumentReference: 'date', Immunization: 'date',
  CarePlan: 'date', Composition: 'date', MedicationRequest: 'authoredon', MedicationDispense: 'whenhandedover', MedicationStatement: 'effective',
  MedicationAdministration: 'effective-time', ServiceRequest: 'authored', QuestionnaireResponse: 'authored', Condition: 'onset-date',
};

const happened = sql.raw('r.happened_at');
export const byId: Key = { value: sql.raw(`r.id collate "C"`), cast: 'text', descending: false };

/** The latest first, as they stand in the index of a record. */
export const newestFirst: Key[] = [{ value: happened, cast: 'timestamptz', descending: true }];

/** Whether that is the order that was asked for in one record, or none was. */
export function isNewestFirst(type: string, sort: readonly Sort[]): boolean {
  const [first, ...others] = sort;
  return first === undefined || (others.length === 0 && first.descending && ofChart[type] === first.parameter);
}

/** The keys of the order that was asked for. */
export function keysOf(type: string, sort: readonly Sort[]): Key[] {
  return sort.map(({ parameter, descending }) => ({ ...keyOf(type, parameter), descending }));
}

function keyOf(type: string, name: string): Omit<Key, 'descending'> {
  if (name === '_id') return byId;
  if (name === '_lastUpdated') return { value: sql.raw('r.last_updated'), cast: 'timestamptz' };
  if (ofChart[type] === name) return { value: happened, cast: 'timestamptz' };
  const parameter = parametersOf(type).get(name)!;
  const names = parameter.union ?? [name];
  const facts = sql`(${sql.join(names.map((each) => sql`coalesce(r.facts -> ${each}::text, '[]')`), sql.raw(' || '))})`;
  if (parameter.type === 'string') return { value: sql`(select min(f #>> '{}' collate "C") from jsonb_array_elements(${facts}) f)`, cast: 'text' };
  const member = parameter.type === 'date' ? 's' : 'l';
  return { value: sql`(select min((f ->> ${member}::text)::numeric) from jsonb_array_elements(${facts}) f)`, cast: 'numeric' };
}

/** `order by`: the keys, and the id where they do not tell two apart. */
export function orderSql(keys: readonly Key[]): RawBuilder<unknown> {
  return sql.join([...keys, byId].map(({ value, descending }) => sql`${value} ${sql.raw(descending ? 'desc nulls last' : 'asc nulls last')}`), sql.raw(', '));
}

/** Only what comes after the entry where the page before ended. */
export function afterSql(keys: readonly Key[], place: Place): RawBuilder<unknown> {
  const all = [...keys, byId];
  const steps = all.map((key, at) => {
    const same = all.slice(0, at).map((before, index) => sql`${before.value} is not distinct from ${place[index] ?? null}::${sql.raw(before.cast)}`);
    return sql`(${sql.join([...same, beyond(key, place[at] ?? null)], sql.raw(' and '))})`;
  });
  return sql`(${sql.join(steps, sql.raw(' or '))})`;
}

function beyond({ value, cast, descending }: Key, reached: string | null): RawBuilder<unknown> {
  if (reached === null) return sql.raw('false');
  const past = sql`${value} ${sql.raw(descending ? '<' : '>')} ${reached}::${sql.raw(cast)}${sql.raw(cast === 'text' ? ' collate "C"' : '')}`;
  return sql`(${past} or ${value} is null)`;
}
