import { badInput, Problem, serve } from '@openward/platform/http';
import { coverageContract } from '../contract/coverage.ts';
import type { PatientRecord } from '../contract/record.ts';
import { draftOf } from '../rules/draft.ts';
import { holdForChange } from './hold.ts';
import { rowsFrom } from './rows.ts';
import { save } from './save.ts';
import { auditChange } from './update.ts';

const answer = (document: PatientRecord, id: string) => {
  const coverage = document.coverages.find((each) => each.id === id);
  if (coverage === undefined) throw new Error('the coverage that was written is not there');
  return { coverage, version: document.version };
};

/** Records who pays for a patient's care. The same policy twice for the same days is refused by the database. */
export const addCoverage = serve(coverageContract.addCoverage, async ({ patient_id, version, coverage }, act) => {
  if (coverage.id !== undefined) throw badInput('coverage.id', 'patients.id_is_given', 'A new coverage gets its id here');
  const held = await holdForChange(act, patient_id, version);
  const [row] = rowsFrom('coverages', [coverage], []);
  if (row === undefined) throw new Error('no row of a coverage');
  const draft = draftOf(held);
  const document = await save(act, { ...draft, act: 'coverage', coverages: [...draft.coverages, row] });
  auditChange(act, held.document, document);
  return answer(document, row.id);
});

/** Ends a coverage on its last day. */
export const endCoverage = serve(coverageContract.endCoverage, async ({ patient_id, coverage_id, version, last_day }, act) => {
  const held = await holdForChange(act, patient_id, version);
  const draft = draftOf(held);
  const coverage = draft.coverages.find(({ id }) => id === coverage_id);
  if (coverage === undefined) {
    throw new Problem(404, 'patients.unknown_coverage', 'This patient has no such coverage', { field: 'coverage_id' });
  }
  if (coverage.valid_from != null && last_day < coverage.valid_from) {
    throw badInput('last_day', 'patients.before_beginning', 'Lies before its first day');
  }
  const coverages = draft.coverages.map((each) => (each.id === coverage_id ? { ...each, valid_to: last_day } : each));
  const document = await save(act, { ...draft, act: 'coverage', coverages });
  auditChange(act, held.document, document);
  return answer(document, coverage_id);
});
