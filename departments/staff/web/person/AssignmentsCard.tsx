import { Button, Modal } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Card, Mark, usePermissions, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import type { Assignment, Practitioner } from '../../contract/index.ts';
import { holds } from '../../rules/period.ts';
import { jobWords } from '../choices.ts';
import { today } from '../today.ts';
import { AddAssignment } from './AddAssignment.tsx';
import { EndAssignment } from './EndAssignment.tsx';
import { Period } from './Period.tsx';
import classes from './person.module.css';
import { useCancelAssignment } from './useCancelAssignment.ts';

/** Where somebody works, as what, from when to when. */
export function AssignmentsCard({ person }: { person: Practitioner }) {
  const t = useWords();
  const may = usePermissions();
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<Assignment | null>(null);
  const manage = may('staff.manage');
  return (
    <Card
      title={t('Assignments')}
      flush
      actions={
        manage && (
          <Button variant="default" leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setAdding(true)}>
            {t('Add an assignment')}
          </Button>
        )
      }
    >
      {person.assignments.length === 0 && <p className={classes.nothing}>{t('No assignment is recorded.')}</p>}
      <ul className={classes.list}>
        {person.assignments.map((assignment) => (
          <AssignmentRow key={assignment.id} assignment={assignment} end={manage ? () => setEnding(assignment) : undefined} />
        ))}
      </ul>
      <Modal opened={adding} onClose={() => setAdding(false)} title={t('Add an assignment')} closeButtonProps={{ 'aria-label': t('Close') }}>
        <AddAssignment person={person} close={() => setAdding(false)} />
      </Modal>
      <Modal opened={ending !== null} onClose={() => setEnding(null)} title={t('End the assignment')} closeButtonProps={{ 'aria-label': t('Close') }}>
        {ending !== null && <EndAssignment assignment={ending} close={() => setEnding(null)} />}
      </Modal>
    </Card>
  );
}

function AssignmentRow({ assignment, end }: { assignment: Assignment; end: (() => void) | undefined }) {
  const t = useWords();
  const cancel = useCancelAssignment();
  const { job, title, department_name, location_name, starts_on, ends_on } = assignment;
  const day = today();
  const running = holds(assignment, day);
  const future = starts_on > day;
  return (
    <li className={classes.entry}>
      <div className={classes.what}>
        <strong>
          <Value>{title ?? t(jobWords[job])}</Value>
        </strong>
        {title !== null && title !== t(jobWords[job]) && <span className="quiet">{t(jobWords[job])}</span>}
        <span>
          <Value>{[department_name, location_name].filter((name) => name !== null).join(' · ')}</Value>
        </span>
      </div>
      <Period from={starts_on} until={ends_on} />
      <Mark tone={running ? 'good' : 'plain'}>{running ? t('Today') : future ? t('Later') : t('Ended')}</Mark>
      {end !== undefined && future && (
        <Button variant="default" onClick={() => void cancel(assignment)}>
          {t('Take back')}
        </Button>
      )}
      {end !== undefined && running && (
        <Button variant="default" onClick={end}>
          {ends_on === null ? t('End') : t('Change the last day')}
        </Button>
      )}
    </li>
  );
}
