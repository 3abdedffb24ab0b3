import { useParams } from '@tanstack/react-router';
import { clinicalDate, useWords } from '@openward/platform/ui';
import type { CarePlan, Flag, Goal } from '../../contract/index.ts';
import { recordQueries } from '../client.ts';
import { FormsCard } from '../questionnaire/FormsCard.tsx';
import classes from './care-plan.module.css';
import { FlagForm, GoalForm, PlanForm } from './forms.tsx';
import { StatementCard } from './StatementCard.tsx';
import { achievementWords, flagCategoryWords, flagStateWords, goalStateWords, planStateWords } from './words.ts';

/** What is planned for a patient, what is to be reached, what everybody must know, and the forms that were filled in. */
export default function CarePlanTab() {
  const t = useWords();
  const { patientId: patient_id = '' } = useParams({ strict: false }) as { patientId?: string };
  const input = { input: { patient_id } };
  const dated = (...parts: (string | null)[]) => parts.filter((part) => part !== null && part !== '').join(' · ');
  const due = (day: string | null) => (day === null ? null : t('due {date}', { date: clinicalDate(day) }));
  return (
    <div className={classes.tab}>
      <StatementCard<CarePlan>
        title={t('Care plans')} addLabel={t('Plan care')} none={t('No care plan is recorded')}
        query={recordQueries.carePlans.list.queryOptions(input)}
        detail={({ state, activities, until }) => dated(
          t(planStateWords[state]),
          activities.length === 0 ? null : t('{done} of {count} activities done', { done: activities.filter((each) => each.state === 'completed').length, count: activities.length }),
          due(until),
        )}
        form={(held, close) => <PlanForm patient_id={patient_id} held={held} close={close} />}
      />
      <StatementCard<Goal>
        title={t('Goals')} addLabel={t('Set a goal')} none={t('No goal is recorded')}
        query={recordQueries.goals.list.queryOptions(input)}
        detail={({ state, achievement, due: day }) => dated(t(goalStateWords[state]), achievement === null ? null : t(achievementWords[achievement]), due(day))}
        form={(held, close) => <GoalForm patient_id={patient_id} held={held} close={close} />}
      />
      <StatementCard<Flag>
        title={t('Flags')} addLabel={t('Raise a flag')} none={t('No flag is raised')}
        query={recordQueries.flags.list.queryOptions(input)}
        detail={({ state, category, until }) => dated(t(flagStateWords[state]), t(flagCategoryWords[category]), until === null ? null : t('until {date}', { date: clinicalDate(until) }))}
        form={(held, close) => <FlagForm patient_id={patient_id} held={held} close={close} />}
      />
      <FormsCard patient_id={patient_id} />
    </div>
  );
}
