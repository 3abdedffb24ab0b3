import { Problem, serveTogether, type Act, type Errand } from '@openward/platform/http';
import type { Tx } from '@openward/platform/db';
import type { DuplicateCandidate } from '../contract/duplicates.ts';
import { patientContract } from '../contract/patient.ts';
import type { PatientRecord } from '../contract/record.ts';
import type { Registration } from '../contract/registration.ts';
import type { Draft } from '../rules/draft.ts';
import { temporaryName } from '../rules/display-name.ts';
import { draftOfRegistration } from './change.ts';
import { findDuplicatesOfAll, secondsAmong } from './duplicates.ts';
import { nextTemporaryIdentity, registerDrafts } from './patient.sql.ts';
import { projectNew } from './project.ts';

interface Newcomer {
  registration: Registration;
  act: Act;
  draft: Draft;
}

/** Registers patients, except those who look like somebody who is known already and at whom nobody has looked. */
export const register = serveTogether(patientContract.register, (all) => registerAll(all));

/**
 * The same for departments below, of one act or several: each is answered by the registration, or by why not. `before` is
 * done for each who is accepted, before they are written.
 */
export async function registerAll(all: readonly Errand<Registration>[], before?: (tx: Tx, draft: Draft) => Promise<void>): Promise<(PatientRecord | Problem)[]> {
  const { tx } = all[0]!.act;
  const drafts = all.map(draftOrProblem);
  const fresh = drafts.filter((draft): draft is Draft => !(draft instanceof Problem));
  const likely = await findDuplicatesOfAll(tx, fresh);
  const seconds = secondsAmong(fresh);
  const considered = all.map(({ input, act }, at): Newcomer | Problem => {
    const draft = drafts[at]!;
    if (draft instanceof Problem) return draft;
    return refusalOf(input, likely.get(draft.id) ?? [], seconds.has(draft.id)) ?? { registration: input, act, draft };
  });
  const accepted = await withTemporaryNames(tx, considered.filter((one): one is Newcomer => !(one instanceof Problem)));
  const authors = accepted.map(({ act: { actor } }) => ({ account_id: actor.account_id, name: actor.display_name }));
  if (before !== undefined) for (const { draft } of accepted) await before(tx, draft);
  const written = new Map((await registerDrafts(tx, accepted.map(({ draft }) => draft), authors)).map((each) => [each.id, each]));
  await projectNew(tx, accepted.map(({ draft }, at) => ({ draft, written: written.get(draft.id)!, author: authors[at]! })));
  const documents = accepted.map(({ registration, act, draft }) => {
    act.audit.patient(draft.id);
    act.audit.detail({ unknown: draft.unknown, duplicates_reviewed: registration.duplicates_reviewed.length });
    return written.get(draft.id)!.document;
  });
  return considered.map((one) => (one instanceof Problem ? one : documents.shift()!));
}

function draftOrProblem({ input, act }: Errand<Registration>): Draft | Problem {
  if (input.coverages.length > 0 && !act.actor.permissions.has('patients.coverage')) {
    return new Problem(403, 'access.permission', 'Your role does not record who pays', { field: 'coverages' });
  }
  try {
    return draftOfRegistration(input, null);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}

/** Who comes second is asked alone, when the first one is found. */
function refusalOf({ duplicates_reviewed }: Registration, candidates: readonly DuplicateCandidate[], second: boolean): Problem | null {
  if (!second && candidates.every(({ patient_id }) => duplicates_reviewed.includes(patient_id))) return null;
  return new Problem(409, 'patients.likely_duplicate', 'This may be somebody who is registered already', { candidates });
}

/** Somebody whom nobody knows is called by the day and a number, until somebody knows. */
async function withTemporaryNames(tx: Tx, newcomers: readonly Newcomer[]): Promise<Newcomer[]> {
  const named = [...newcomers];
  // The counts of two sexes are locked in one order, so that no two transactions wait for each other in a circle.
  const unknown = newcomers.flatMap(({ registration }, at) => (registration.unknown ? [{ at, sex: registration.sex }] : []));
  for (const { at, sex } of unknown.toSorted((one, other) => (one.sex < other.sex ? -1 : 1))) {
    const { day, count } = await nextTemporaryIdentity(tx, sex);
    const newcomer = newcomers[at]!;
    named[at] = { ...newcomer, draft: draftOfRegistration(newcomer.registration, temporaryName(sex, day, count)) };
  }
  return named;
}
