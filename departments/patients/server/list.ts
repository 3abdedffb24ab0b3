import { sql } from 'kysely';
import { badInput, serve } from '@openward/platform/http';
import { patientContract } from '../contract/patient.ts';
import type { PatientRow } from '../contract/record.ts';

/** How a list is ordered, and by what the next page begins. Each order has an index that ends with the id. */
const orders = {
  registered: { key: sql`p.registered_at`, type: sql`timestamptz`, downwards: true },
  name: { key: sql`p.sort_name`, type: sql`text`, downwards: false },
  number: { key: sql`p.hospital_number`, type: sql`text`, downwards: false },
} as const;

type Row = PatientRow & { key: string };

/** A page of patients. What was merged into another is not listed: its number is found by search. */
export const list = serve(patientContract.list, async ({ order, unknown, deceased, sex, limit, after }, act) => {
  const { key, type, downwards } = orders[order];
  const begin = after === undefined ? null : readPlace(after);
  const beyond = downwards ? sql`<` : sql`>`;
  const direction = downwards ? sql`desc` : sql`asc`;
  const { rows } = await sql<Row>`
    select p.id, p.hospital_number, p.display_name, p.birth_date, p.birth_date_estimated, p.sex, p.unknown, p.deceased,
      p.restricted, p.registered_at, ${key}::text as key
    from patients.patient p
    where p.survivor_id is null
      ${unknown === undefined ? sql`` : sql`and p.unknown = ${unknown}`}
      ${deceased === undefined ? sql`` : sql`and p.deceased = ${deceased}`}
      ${sex === undefined ? sql`` : sql`and p.sex = ${sex}`}
      ${begin === null ? sql`` : sql`and (${key}, p.id) ${beyond} (${begin.key}::${type}, ${begin.id}::uuid)`}
    order by ${key} ${direction}, p.id ${direction}
    limit ${limit + 1}`.execute(act.tx);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  act.audit.shown(page.map(({ id }) => id));
  act.audit.detail({ order, count: page.length });
  return {
    patients: page.map(({ key: _key, ...row }) => ({ ...row, registered_at: new Date(row.registered_at).toISOString() })),
    next: rows.length > limit && last !== undefined ? placeOf(last) : null,
  };
});

const placeOf = ({ key, id }: Row): string => Buffer.from(JSON.stringify([key, id])).toString('base64url');

function readPlace(place: string): { key: string; id: string } {
  try {
    const [key, id] = JSON.parse(Buffer.from(place, 'base64url').toString('utf8')) as unknown[];
    if (typeof key === 'string' && typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id)) return { key, id };
  } catch {
    // Falls through to the refusal.
  }
  throw badInput('after', 'patients.not_a_place', 'Is not a place where a page begins');
}
