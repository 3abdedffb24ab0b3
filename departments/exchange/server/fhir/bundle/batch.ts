import { attempt } from '@openward/platform/db';
import { outcomeOf, issuesOf, Problem, problemOf } from '@openward/platform/http';
import type { Act, Reply } from '@openward/platform/http';
import type { AnswerEntry } from '../../../rules/fhir/bundle.ts';
import type { FhirRequest } from '../request.ts';
import type { Dispatch } from './dispatch.ts';
import type { Part } from './open.ts';

/** Does what each entry asks, each for itself: one that is refused is answered so, and the others go on. */
export async function runBatch(parts: readonly Part[], request: FhirRequest, act: Act, dispatch: Dispatch): Promise<AnswerEntry[]> {
  const answers: AnswerEntry[] = [];
  for (const part of parts) answers.push(await answerOf(part, request, act, dispatch));
  return answers;
}

async function answerOf(part: Part, request: FhirRequest, act: Act, dispatch: Dispatch): Promise<AnswerEntry> {
  const patients = new Set(act.audit.patients);
  try {
    return entryOf(await attempt(act.tx, () => dispatch.run(part, request, act)));
  } catch (error) {
    const problem = problemOf(error);
    if (!(problem instanceof Problem)) throw error;
    // What was undone is not told as done; a denial is told as such.
    for (const patient_id of act.audit.patients) if (!patients.has(patient_id)) act.audit.patients.delete(patient_id);
    act.audit.refusedPart(error);
    return { response: { status: String(problem.status), outcome: outcomeOf(issuesOf(problem)) } };
  }
}

/** The answer to one entry. */
export function entryOf({ status, headers, content }: Reply): AnswerEntry {
  const modified = headers['last-modified'];
  if (typeof content === 'object' && content !== null) throw new Error('what stands in a bundle is a resource');
  const isOutcome = content?.startsWith('{"resourceType":"OperationOutcome"') === true;
  return {
    ...(content !== null && !isOutcome && { resource: content }),
    response: {
      status: String(status), location: headers['location'], etag: headers['etag'],
      lastModified: modified === undefined ? undefined : new Date(modified).toISOString(),
      ...(isOutcome && { outcome: JSON.parse(content) as unknown }),
    },
  };
}
