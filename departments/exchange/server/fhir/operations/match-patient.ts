import { Problem } from '@openward/platform/http';
import type { Act, Reply } from '@openward/platform/http';
import { matchPerson } from '@openward/patients/api';
import { gradeOf } from '../../../rules/fhir/match-grade.ts';
import { ruleOf } from '../../../rules/fhir/types.ts';
import { bundleText } from '../../search/asked/bundle.ts';
import { findRows } from '../../search/rows.sql.ts';
import { answerText } from '../answer.ts';
import { objectIn, refuseInvalid } from '../body.ts';
import { fhirEndpoint } from '../endpoint.ts';
import { refuseParameters } from '../request.ts';
import type { FhirRequest } from '../request.ts';
import { sentTo } from './parameters.ts';
import type { Sent } from './parameters.ts';

/** Who among the patients may be this person: the likeliest first, with a score and a grade. */
export const matchPatient = fhirEndpoint(
  { method: 'POST', path: '/Patient/$match', summary: 'Who among the patients may be this person', permission: 'fhir.read', event: 'exchange.fhir.match' },
  answer, { needs: () => [ruleOf('Patient').search] },
);

interface MatchAsked {
  person: object;
  only_certain: boolean;
  count: number | undefined;
}

async function answer(request: FhirRequest, act: Act): Promise<Reply> {
  const { person, only_certain, count } = matchAsked(request);
  const candidates = (await matchPerson(act.tx, person)).filter(({ score }) => gradeOf(score) !== 'certainly-not');
  const rows = await findRows(act.tx, {
    type: 'Patient', conditions: [{ kind: 'ids', ids: candidates.map(({ patient_id }) => patient_id) }], keys: [], after: null, most: candidates.length + 1,
  });
  const graded = candidates.flatMap(({ patient_id, score }) => {
    const row = rows.find(({ id }) => id === patient_id);
    return row === undefined ? [] : [{ type: 'Patient', id: row.id, text: row.text, mode: 'match' as const, score: score / 100, grade: gradeOf(score) }];
  });
  const certain = graded.filter(({ grade }) => grade === 'certain');
  // Who asks for the certain match only is told of one, or of nobody.
  const entries = only_certain ? (certain.length === 1 ? certain : []) : graded.slice(0, count);
  act.audit.shown(entries.map(({ id }) => id));
  act.audit.detail({ type: 'Patient', shown: entries.length });
  return answerText(request, 200, bundleText({ base: request.base, self: `${request.base}/Patient/$match`, next: null, total: entries.length, entries, ignored: [] }));
}

function matchAsked(request: FhirRequest): MatchAsked {
  refuseParameters(request);
  const { value } = objectIn(request);
  const isPatient = (resource: unknown): resource is object => (resource as { resourceType?: unknown } | null)?.resourceType === 'Patient';
  if (isPatient(value)) return { person: checked(value, ''), only_certain: false, count: undefined };
  const sent = sentTo(request);
  const strange = sent.find(({ name }) => !['resource', 'onlyCertainMatches', 'count'].includes(name));
  if (strange !== undefined) refuseParameters({ ...request, parameters: [[strange.name, '']] });
  const one = (name: string): Sent | undefined => sent.find((each) => each.name === name);
  const resource = one('resource');
  if (!isPatient(resource?.resource)) throw fault('Parameters.parameter', 'Send a Patient, or Parameters with a Patient as resource');
  const only_certain = one('onlyCertainMatches')?.value ?? false;
  if (typeof only_certain !== 'boolean') throw fault('onlyCertainMatches', 'onlyCertainMatches is true or false');
  const count = one('count')?.value;
  if (count !== undefined && (!Number.isInteger(count) || Number(count) < 1)) throw fault('count', 'count is a whole number from 1');
  return { person: checked(resource.resource, `Parameters.parameter[${resource.at}].resource`), only_certain, count: count === undefined ? undefined : Number(count) };
}

/** A person need not be told whole, but by something. */
function checked(person: object, at: string): object {
  refuseInvalid(person, at);
  if (!['name', 'identifier', 'telecom'].some((name) => name in person)) {
    throw new Problem(422, 'fhir.match_too_little', 'A person is found by a name, a number or a way to reach them', { field: at === '' ? 'Patient.name' : `${at}.name` });
  }
  return person;
}

const fault = (field: string, message: string): Problem => new Problem(400, 'fhir.operation_parameter', message, { field });
