import { sql } from 'kysely';
import { Problem } from '@openward/platform/http';
import type { Tx } from '@openward/platform/db';
import { objects, object } from '../../rules/extract/look.ts';
import type { Json } from '../../rules/extract/look.ts';
import { isLabelled } from '../../rules/extract/made-from.ts';
import { codingOf, unassigned } from '../../rules/extract/sensitivity.ts';
import { withSecurity } from '../../rules/json/security.ts';
import { booleanArray, textArray, uuidArray } from '../binary-array.ts';
import { rowOf } from '../row.ts';
import type { Row } from '../row.ts';

interface Labelled {
  at: string;
  labels: string;
  open: boolean;
}

/**
 * Rows as they are to be written: with the labels that their codes give by rule, those of what they were made from, and those
 * that stand already; a problem where whoever writes is not cleared for them. Asked in one statement.
 */
export async function labelRows(tx: Tx, rows: readonly Row[]): Promise<(Row | Problem)[]> {
  const asked = rows.flatMap((row, at) => (row.patient_id !== null && isLabelled(row.type) ? [{ row, at }] : []));
  if (asked.length === 0) return [...rows];
  const listed = (list: (row: Row) => readonly string[]) => asked.map(({ row }) => list(row).map((each) => each.replaceAll(/[\0\n]/g, ' ')).join('\n'));
  const given = ({ columns: { sensitivity } }: Row): string[] => (sensitivity === undefined || sensitivity === unassigned ? [] : [sensitivity]);
  const { rows: found } = await sql<Labelled>`select at, labels, open from records.labels_at_writing(
    ${textArray(asked.map(({ row }) => row.type))}::text[], ${textArray(asked.map(({ row }) => row.id))}::text[], ${uuidArray(asked.map(({ row }) => row.patient_id))}::uuid[],
    ${textArray(listed(({ columns }) => [...columns.codes, ...columns.category]))}::text[], ${textArray(listed(({ made_from }) => made_from))}::text[], ${textArray(listed(given))}::text[],
    ${booleanArray(asked.map(({ row }) => row.lifts_labels))}::boolean[])`.execute(tx);
  const all: (Row | Problem)[] = [...rows];
  for (const { at, labels, open } of found) {
    const { row, at: place } = asked[Number(at) - 1]!;
    all[place] = open ? carrying(row, labels) : notCleared(row);
  }
  return all;
}

const notCleared = ({ type }: Row): Problem =>
  new Problem(403, 'records.label_closed', 'What you write here carries a label that you are not cleared for: break the glass, or ask somebody who is cleared', { field: type });

/** The row with these labels in meta.security, beside what its sender said there. */
function carrying(row: Row, labels: string): Row {
  if (row.columns.sensitivity === labels) return row;
  const { if_version, ...rest } = row;
  return rowOf({ ...rest, ...(if_version !== null && { if_version }), json: labelledText(row.body, labels.split(','), row.columns.sensitivity?.split(',') ?? []) });
}

/** The text of a resource with labels that it did not carry. */
function labelledText(body: string, labels: readonly string[], carried: readonly string[]): string {
  const security = objects(object(JSON.parse(body) as Json, 'meta'), 'security');
  return withSecurity(body, [...security, ...labels.filter((label) => !carried.includes(label)).map(codingOf)]);
}
