import { Button, TextInput } from '@mantine/core';
import { IconChecklist } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Answer, Card, clinicalInstant, EmptyState, groupNumber, Page, useLive, usePermissions, useServerWords, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import type { Task } from '../../contract/index.ts';
import { statusShapes, statusWords, taskWords } from '../choices.ts';
import { scheduling, schedulingQueries } from '../client.ts';
import classes from '../day/schedule.module.css';

/** What must be looked at after a death, an undone death or a merge, the oldest first. */
export default function TasksScreen() {
  const t = useWords();
  const client = useQueryClient();
  const found = useQuery(schedulingQueries.tasks.queryOptions({ input: {} }));
  useLive('scheduling-tasks', () => void client.invalidateQueries({ queryKey: schedulingQueries.tasks.key() }));
  return (
    <Page title={t('Appointments to look at')} width="reading">
      <Answer of={found}>
        {({ tasks }) => (tasks.length === 0
          ? <EmptyState title={t('Nothing to look at')} icon={<IconChecklist size={22} />}>{t('After a death or a merge, appointments that need somebody stand here.')}</EmptyState>
          : tasks.map((task) => <TaskCard key={task.id} task={task} />))}
      </Answer>
    </Page>
  );
}

function TaskCard({ task }: { task: Task }) {
  const t = useWords();
  const say = useServerWords();
  const may = usePermissions();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const { patient_id, patient_name, hospital_number, kind, appointments } = task;
  const close = useMutation({
    mutationFn: () => scheduling.closeTask({ patient_id, task_id: task.id, reason }),
    onSettled: () => client.invalidateQueries({ queryKey: schedulingQueries.tasks.key() }),
  });
  return (
    <Card title={t(taskWords[kind])}>
      <p>
        <Link to={`/patients/${patient_id}/appointments` as string}><strong><Value>{patient_name}</Value></strong></Link> <Value script="latin">{groupNumber(hospital_number)}</Value>
      </p>
      <ul>
        {appointments.map(({ id, start, visit_type_name, names, status }) => (
          <li key={id}>
            <span aria-hidden>{statusShapes[status]} </span><Value script="latin">{clinicalInstant(start)}</Value> <Value>{visit_type_name}</Value> · <Value>{names.join(', ')}</Value> · {t(statusWords[status])}
          </li>
        ))}
      </ul>
      {close.error !== null && <div role="alert">{say(close.error.message)}</div>}
      {may('scheduling.book') && (
        <form
          className={`${classes.acts} not-printed`}
          onSubmit={(event) => {
            event.preventDefault();
            close.mutate();
          }}
        >
          <TextInput aria-label={t('What was done')} placeholder={t('What was done')} required maxLength={500} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
          <Button type="submit" variant="default" loading={close.isPending}>{t('Done')}</Button>
        </form>
      )}
    </Card>
  );
}
