import { sql } from 'kysely';
import { serve } from '@openward/platform/http';
import type { Tx } from '@openward/platform/db';
import { recordsContract } from '../../contract/index.ts';
import type { ResultShown, TestShown } from '../../contract/results.ts';
import type { Json } from '../../rules/extract/look.ts';
import { readResult } from '../../rules/results/result.ts';
import { seeRecord } from '../see.ts';

export const results = serve(recordsContract.results, async ({ patient_id, limit }, act) => {
  await seeRecord(act, patient_id);
  const [rows, reports] = await Promise.all([resultRows(act.tx, patient_id, limit + 1), reportsOf(act.tx, patient_id)]);
  const panelOf = new Map<string, { title: string; at: string | null }>();
  for (const { title, at, results: refs } of reports) for (const ref of refs) panelOf.set(ref, { title, at: at?.toISOString() ?? null });
  const tests = new Map<string, TestShown & { panel: string; at: string | null }>();
  for (const row of rows.slice(0, limit)) add(tests, row, panelOf.get(`Observation/${row.id}`));
  const panels = new Map<string, { title: string; at: string | null; tests: TestShown[] }>();
  for (const { panel, at, ...test } of tests.values()) {
    const found = panels.get(panel) ?? { title: panel, at, tests: [] };
    found.tests.push(test);
    panels.set(panel, found);
  }
  return { panels: [...panels.values()], more: rows.length > limit };
});

interface ResultRow {
  id: string;
  version: number;
  at: Date | null;
  title: string | null;
  text: string | null;
  unit: string | null;
  flag: string | null;
  status: string | null;
  source: string;
  resource: Json;
}

/** Adds a result to its test; the newest gives the test its name, its range and its panel. */
function add(tests: Map<string, TestShown & { panel: string; at: string | null }>, row: ResultRow, report: { title: string; at: string | null } | undefined): void {
  const { key, value, low, high, range, flag } = readResult(row.resource, row.flag);
  const place = `${key} ${row.unit ?? ''}`;
  let test = tests.get(place);
  if (test === undefined) {
    test = { key: place, title: row.title ?? key, unit: row.unit, low, high, range, results: [], panel: report?.title ?? '', at: report?.at ?? row.at?.toISOString() ?? null };
    tests.set(place, test);
  }
  const shown: ResultShown = {
    id: row.id, version: row.version, at: row.at?.toISOString() ?? null, text: row.text ?? '', value, flag, status: row.status, source: row.source,
  };
  test.results.push(shown);
}

async function resultRows(tx: Tx, patient_id: string, limit: number): Promise<ResultRow[]> {
  const { rows } = await sql<ResultRow>`
    select id, version, happened_at as at, title, value as text, unit, flag, status, source, body as resource from records.resource
    where patient_id = any (records.alias_set(${patient_id}::uuid)) and type = 'Observation' and kind = 'laboratory' and not deleted
      and coalesce(status, 'final') not in ('entered-in-error', 'cancelled')
    order by happened_at desc nulls last, id limit ${limit}`.execute(tx);
  return rows;
}

/** Reports with the results that they hold, oldest first. */
async function reportsOf(tx: Tx, patient_id: string): Promise<{ title: string; at: Date | null; results: string[] }[]> {
  const { rows } = await sql<{ title: string; at: Date | null; results: string[] }>`
    select coalesce(title, '') as title, happened_at as at,
      array(select json_array_elements(case when json_typeof(body -> 'result') = 'array' then body -> 'result' else '[]' end) ->> 'reference') as results
    from records.resource
    where patient_id = any (records.alias_set(${patient_id}::uuid)) and type = 'DiagnosticReport' and not deleted and coalesce(status, 'final') <> 'entered-in-error'
    order by happened_at nulls first`.execute(tx);
  return rows.map((row) => ({ ...row, results: row.results.filter((ref) => ref !== null) }));
}
