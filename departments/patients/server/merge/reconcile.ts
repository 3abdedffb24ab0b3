import { badInput, Problem, serve } from '@openward/platform/http';
import { mergeContract } from '../../contract/merge.ts';
import { refuseUnseen } from '../hold.ts';
import { standingId } from '../patient.sql.ts';
import { readContradictions, reconcileContradiction } from './contradiction.sql.ts';
import { readMergesOf } from './merge.sql.ts';
import { asMerge } from './pair.ts';

/** The merges that a record took part in. */
export const merges = serve(mergeContract.merges, async ({ patient_id }, act) => {
  if ((await standingId(act.tx, patient_id)) === null) return refuseUnseen(act, patient_id);
  return { merges: (await readMergesOf(act.tx, patient_id)).map(asMerge) };
});

/** Contradictions in a merged record. */
export const contradictions = serve(mergeContract.contradictions, async ({ patient_id }, act) => {
  const id = (await standingId(act.tx, patient_id)) ?? (await refuseUnseen(act, patient_id));
  act.audit.patient(id);
  return { contradictions: await readContradictions(act.tx, id) };
});

/** A clinician says which statement holds, and why; from then on it is not shown as open. */
export const reconcile = serve(mergeContract.reconcile, async ({ patient_id, contradiction_id, holds, reason }, act) => {
  const id = (await standingId(act.tx, patient_id)) ?? (await refuseUnseen(act, patient_id));
  const find = async () => (await readContradictions(act.tx, id)).find((each) => each.id === contradiction_id);
  const open = await find();
  if (open === undefined) {
    throw new Problem(404, 'patients.unknown_contradiction', 'There is no such contradiction', { field: 'contradiction_id' });
  }
  if (holds !== null && !open.statements.some((each) => `${each.resource_type}/${each.resource_id}` === holds)) {
    throw badInput('holds', 'patients.unknown_statement', 'Is none of the statements');
  }
  if (!(await reconcileContradiction(act.tx, contradiction_id, holds, reason))) {
    throw new Problem(409, 'patients.reconciled_already', 'Somebody has reconciled this already', { reconciled: open.reconciled });
  }
  act.audit.patient(id);
  act.audit.detail({ contradiction_id, kind: open.kind });
  const contradiction = await find();
  return { contradiction: contradiction ?? open };
});
