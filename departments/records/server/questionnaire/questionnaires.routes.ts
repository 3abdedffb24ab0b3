import type { Tx } from '@openward/platform/db';
import { Problem, serve } from '@openward/platform/http';
import { questionnairesContract as contract, type FilledForm } from '../../contract/questionnaires.ts';
import { checkAnswers } from '../../rules/questionnaire/check.ts';
import { filledForms as subject } from '../../rules/questionnaire/filled-form.ts';
import { withSum } from '../../rules/questionnaire/score.ts';
import { tidied } from '../../rules/questionnaire/tidied.ts';
import { offeredQuestionnaire, offeredQuestionnaires } from './offered.ts';
import { addStatement, changeStatement, heldStatement, listStatements } from '../statement/statements.ts';

/** The form as it is kept: with its sum, and refused where an answer does not fit its question. */
async function ready(tx: Tx, form: FilledForm): Promise<FilledForm> {
  const questionnaire = await offeredQuestionnaire(tx, form.questionnaire);
  if (questionnaire === undefined) throw new Problem(422, 'records.unknown_questionnaire', 'There is no such questionnaire', { field: 'statement.questionnaire' });
  const items = withSum(questionnaire, tidied(form.items));
  const issues = checkAnswers(questionnaire, items, { complete: form.state !== 'in-progress' });
  if (issues.length > 0) throw new Problem(422, 'records.answers', 'Some answers are missing, or do not fit their question', { field: 'statement.items', issues });
  return { ...form, items };
}

export const questionnaires = serve(contract.questionnaires, async (_input, act) => ({ questionnaires: await offeredQuestionnaires(act.tx) }));

/** Forms that were filled in. */
export const filledForms = {
  list: serve(contract.filledForms.list, async ({ patient_id }, act) => ({ statements: await listStatements(act, subject, patient_id) })),
  add: serve(contract.filledForms.add, async (input, act) => addStatement(act, subject, { ...input, statement: await ready(act.tx, input.statement) })),
  change: serve(contract.filledForms.change, async (input, act) => {
    const { status } = await heldStatement(act, input.patient_id, subject.type, input.id, input.version);
    if (status !== 'in-progress' && input.statement.state !== 'amended') {
      throw new Problem(409, 'records.form_completed', 'What was completed is only amended', { field: 'statement.state' });
    }
    return changeStatement(act, subject, { ...input, statement: await ready(act.tx, input.statement) });
  }),
};
