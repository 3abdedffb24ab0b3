import type { Tx } from '@openward/platform/db';
import { fillable } from '../../rules/questionnaire/fillable.ts';
import type { Questionnaire } from '../../rules/questionnaire/question.ts';
import { questionnaireOf, shippedQuestionnaires } from '../../rules/questionnaire/shipped/index.ts';
import { keptQuestionnaires } from './questionnaires.sql.ts';

/** The questionnaires that can be filled in: those that come with OpenWard, and those that were sent over the FHIR API. Of one address, the latest. */
export async function offeredQuestionnaires(tx: Tx): Promise<Questionnaire[]> {
  const offered = new Map(shippedQuestionnaires.map((each) => [each.url, each]));
  for (const each of (await keptQuestionnaires(tx)).map(fillable)) {
    if (each !== undefined && !offered.has(each.url)) offered.set(each.url, each);
  }
  return [...offered.values()];
}

/** The one of this address, whichever version is named. */
export async function offeredQuestionnaire(tx: Tx, address: string): Promise<Questionnaire | undefined> {
  const shipped = questionnaireOf(address);
  if (shipped !== undefined) return shipped;
  const [url = ''] = address.split('|');
  return (await keptQuestionnaires(tx, url)).map(fillable).find((each) => each !== undefined);
}
