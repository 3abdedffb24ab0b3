import { Problem } from '@openward/platform/http';
import type { Act, Reply } from '@openward/platform/http';
import { matchPerson } from '@openward/patients/api';
import { ruleOf } from '../../rules/fhir/types.ts';
import { bundleText } from '../../rules/search/bundle.ts';
import { findRows } from '../search/rows.sql.ts';
import { answerText } from './answer.ts';
import { objectIn } from './body.ts';
import { fhirEndpoint } from './endpoint.ts';
import type { FhirRequest } from './request.ts';

/** Scores of the department of patients, in the words of FHIR: from 95 on, the same national number was given. */
const grades = [[95, 'certain'], [70, 'probable'], [50, 'possible'], [0, 'certainly-not']] as const;
const gradeOf = (score: number): string => grades.find(([least]) => score >= least)![1];

/** Who among the patients may be this person: best first, with a score and a grade. */
export const matchPatient = fhirEndpoint(
  { method: 'POST', path: '/Patient/$match', summary: 'Who among the patients may be this person', permission: 'fhir.read', event: 'exchange.fhir.match' },
  answer, { needs: () => [ruleOf('Patient').search] },
);

interface Parameter {
  name?: unknown;
  resource?: Record<string, unknown>;
  valueBoolean?: unknown;
  valueInteger?: unknown;
}

async function answer(request: FhirRequest, act: Act): Promise<Reply> {
  const { value } = objectIn(request);
  const list = Array.isArray(value['parameter']) ? (value['parameter'] as Parameter[]) : [];
  const named = (name: string): Parameter | undefined => list.find((each) => each?.name === name);
  const person = value['resourceType'] === 'Patient' ? value : named('resource')?.resource;
  if (person?.['resourceType'] !== 'Patient') throw new Problem(400, 'fhir.no_resource', 'Send a Patient, or Parameters with a Patient as resource', { field: 'Parameters.parameter' });
  const only_certain = named('onlyCertainMatches')?.valueBoolean === true;
  const count = named('count')?.valueInteger;
  const candidates = (await matchPerson(act.tx, person)).filter(({ score }) => score >= (only_certain ? grades[0][0] : grades[2][0]))
    .slice(0, typeof count === 'number' && count > 0 ? count : undefined);
  const rows = await findRows(act.tx, { type: 'Patient', conditions: [{ kind: 'ids', ids: candidates.map(({ patient_id }) => patient_id) }], keys: [], after: null, most: 50 });
  const entries = candidates.flatMap(({ patient_id, score }) => {
    const row = rows.find(({ id }) => id === patient_id);
    return row === undefined ? [] : [{ type: 'Patient', id: row.id, text: row.text, mode: 'match' as const, score: score / 100, grade: gradeOf(score) }];
  });
  act.audit.shown(entries.map(({ id }) => id));
  act.audit.detail({ count: entries.length });
  return answerText(request, 200, bundleText({ base: request.base, self: `${request.base}/Patient/$match`, next: null, total: entries.length, entries, ignored: [] }));
}
