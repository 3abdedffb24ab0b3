import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { displayName, sortName } from '../rules/display-name.ts';
import type { WrittenName } from './names/index.ts';
import { type Person, person } from './person.ts';
import { random } from './random.ts';

export interface ManyOptions {
  seed: string;
  count: number;
  today: string;
  /** Told after each batch, how many there are. */
  onProgress?: (done: number) => void;
}

const batchSize = 5000;

const tables = {
  patient: 'id, display_name, sort_name, birth_date, sex, deceased, restricted',
  name: 'patient_id, position, use, script, family, given',
  telecom: 'patient_id, position, system, value, use, e164',
  identifier: 'patient_id, position, kind, system, value',
} as const;

const field = (value: string | number | boolean | null) =>
  value === null ? '\\N' : String(value).replace(/[\\\t\n\r]/g, (character) => (character === '\\' ? '\\\\' : ' '));
const list = (values: readonly string[]) => `{${values.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;

/** A version 7 UUID: in time's order, as the database itself makes them. */
function timeOrderedId(millisecond: number, fraction: () => number): string {
  const hex = (digits: number) => Math.floor(fraction() * 16 ** digits).toString(16).padStart(digits, '0');
  const time = millisecond.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${'89ab'[Math.floor(fraction() * 4)] ?? '8'}${hex(3)}-${hex(6)}${hex(6)}`;
}

function rowsOf(one: Person, id: string, unusual: number): Record<keyof typeof tables, (string | number | boolean | null)[][]> {
  const names: WrittenName[] = [one.name.latin, ...(one.name.native ? [one.name.native] : [])];
  const shown = names.map((name, at) => ({ use: at === 0 ? 'official' as const : 'usual' as const, text: null, prefix: [], ...name }));
  return {
    patient: [[id, displayName(shown), sortName(shown), unusual < 0.01 ? one.born.slice(0, 4) : one.born,
      one.female ? 'female' : 'male', unusual > 0.97, unusual > 0.995]],
    name: shown.map(({ use, script, family, given }, at) => [id, at, use, script, family, list(given)]),
    telecom: [[id, 0, 'phone', one.phone, 'mobile', `+44${one.phone.replace(/\D/g, '').slice(1)}`]],
    identifier: [[id, 0, 'other', 'urn:openward:demo:health-number', one.healthNumber]],
  };
}

async function copy(client: pg.Client, table: keyof typeof tables, rows: (string | number | boolean | null)[][]): Promise<void> {
  const stream: Writable = client.query(copyFrom(`copy patients.${table} (${tables[table]}) from stdin`));
  for (let at = 0; at < rows.length; at += 1000) {
    const text = rows.slice(at, at + 1000).map((row) => `${row.map(field).join('\t')}\n`).join('');
    if (!stream.write(text)) await once(stream, 'drain');
  }
  stream.end();
  await finished(stream);
}

/**
 * Fills a database with invented patients, as fast as it takes them: for benchmarks, on a connection of the database's
 * superuser. Each batch is a transaction. They have names, a phone and a number, and are found by search; they have no
 * FHIR resource and no version.
 */
export async function copyManyPatients(client: pg.Client, { seed, count, today, onProgress }: ManyOptions): Promise<void> {
  const source = random(seed);
  const phones = source.fork('phones');
  const start = Date.now() - count;
  for (let done = 0; done < count; ) {
    const batch: Record<keyof typeof tables, (string | number | boolean | null)[][]> = { patient: [], name: [], telecom: [], identifier: [] };
    const size = Math.min(batchSize, count - done);
    for (let at = 0; at < size; at += 1) {
      // More people than numbers that never ring: these are never rung either.
      const one = { ...person(source, today), phone: `07${phones.digits(9)}` };
      const rows = rowsOf(one, timeOrderedId(start + done + at, source.fraction), source.fraction());
      for (const table of Object.keys(tables) as (keyof typeof tables)[]) batch[table].push(...rows[table]);
    }
    await client.query('begin');
    for (const table of Object.keys(tables) as (keyof typeof tables)[]) await copy(client, table, batch[table]);
    await client.query('commit');
    done += size;
    onProgress?.(done);
  }
}
