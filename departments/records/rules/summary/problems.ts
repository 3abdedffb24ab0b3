import type { ProblemShown } from '../../contract/summary.ts';
import { conceptText } from '../extract/codes.ts';
import { object, text } from '../extract/look.ts';
import { codeIn, isInError } from './statement.ts';
import type { Statement } from './statement.ts';

const over: ReadonlySet<string | null> = new Set(['inactive', 'remission', 'resolved']);

/** The problems that a patient has now, the latest first. What nobody has called over counts as present. */
export function summariseProblems(statements: readonly Statement[]): ProblemShown[] {
  return statements
    .filter(({ resource }) =>
      !isInError(resource) && !over.has(codeIn(resource, 'clinicalStatus')) && codeIn(resource, 'verificationStatus') !== 'refuted'
      && !('abatementDateTime' in resource))
    .map(({ id, patient_id, resource }) => ({
      id,
      patient_id,
      title: conceptText(object(resource, 'code')) ?? 'Problem without a name',
      status: codeIn(resource, 'clinicalStatus'),
      verification: codeIn(resource, 'verificationStatus'),
      onset: text(resource, 'onsetDateTime') ?? text(object(resource, 'onsetPeriod'), 'start') ?? text(resource, 'onsetString') ?? null,
    }))
    .sort((one, other) => (other.onset ?? '').localeCompare(one.onset ?? '') || one.title.localeCompare(other.title));
}
