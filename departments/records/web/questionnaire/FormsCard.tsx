import { useQuery } from '@tanstack/react-query';
import { clinicalInstant, useWords } from '@openward/platform/ui';
import type { FilledForm, Shown } from '../../contract/index.ts';
import type { Questionnaire } from '../../rules/questionnaire/question.ts';
import { scoreOf } from '../../rules/questionnaire/score.ts';
import { StatementCard } from '../care-plan/StatementCard.tsx';
import { recordQueries } from '../client.ts';
import { FillForm } from './FillForm.tsx';

/** The forms that were filled in, with their sums, and a new one. */
export function FormsCard({ patient_id }: { patient_id: string }) {
  const t = useWords();
  const offered = useQuery({ ...recordQueries.questionnaires.queryOptions({ input: {} }), staleTime: 300_000 });
  const questionnaires = (offered.data?.questionnaires ?? []) as unknown as Questionnaire[];
  const list = recordQueries.filledForms.list.queryOptions({ input: { patient_id } });
  const of = (url: string) => questionnaires.find((each) => each.url === url.split('|')[0]);
  return (
    <StatementCard<FilledForm>
      title={t('Questionnaires')} addLabel={t('Fill in a questionnaire')} none={t('No questionnaire was filled in')}
      query={{
        ...list,
        // What is shown of a form is the name of its questionnaire.
        select: ({ statements }: { statements: Shown<FilledForm>[] }) => ({ statements: statements.map((each) => ({ ...each, title: (each.statement && of(each.statement.questionnaire)?.title) ?? each.title })) }),
      } as never}
      detail={({ questionnaire, state, items }) => {
        const known = of(questionnaire);
        const sum = known === undefined ? null : scoreOf(known, items);
        return [state === 'in-progress' ? t('Draft') : t('Completed'), ...(sum === null ? [] : [t('{sum} points', { sum })])].join(' · ');
      }}
      form={(held, close) => <FillForm patient_id={patient_id} held={held} questionnaires={questionnaires} close={close} written={held === null ? null : clinicalInstant(held.recorded_at)} />}
    />
  );
}
