import { Button } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Answer, Mark, Page, usePermissions, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import type { Practitioner } from '../../contract/index.ts';
import { holds } from '../../rules/period.ts';
import { staffQueries } from '../client.ts';
import { today } from '../today.ts';
import { AssignmentsCard } from './AssignmentsCard.tsx';
import { EditPerson } from './EditPerson.tsx';
import { AboutCard, RegistrationsCard, SpecialtiesCard } from './PersonCards.tsx';
import classes from './person.module.css';

/** One person of the staff. */
export default function PersonScreen() {
  const { staffId: practitioner_id = '' } = useParams({ strict: false }) as { staffId?: string };
  const person = useQuery(staffQueries.read.queryOptions({ input: { practitioner_id } }));
  return <Answer of={person}>{(opened) => <Opened key={opened.id} person={opened} />}</Answer>;
}

function Opened({ person }: { person: Practitioner }) {
  const t = useWords();
  const may = usePermissions();
  const navigate = useNavigate();
  const [editing, setEditing] = useState(false);
  const works = holds(person, today());
  return (
    <Page
      title={person.display_name}
      note={<Mark tone={works ? 'good' : 'plain'}>{works ? t('Works here today') : t('Does not work here today')}</Mark>}
      width="reading"
      actions={
        !editing && (
          <>
            <Button variant="default" onClick={() => void navigate({ to: '/staff' })}>
              {t('Staff directory')}
            </Button>
            {may('staff.manage') && (
              <Button leftSection={<IconPencil size={15} aria-hidden />} onClick={() => setEditing(true)}>
                {t('Edit')}
              </Button>
            )}
          </>
        )
      }
    >
      {editing ? (
        <EditPerson person={person} close={() => setEditing(false)} />
      ) : (
        <div className={classes.cards}>
          <div className={classes.wide}>
            <AssignmentsCard person={person} />
          </div>
          <AboutCard person={person} />
          <div className={classes.column}>
            <RegistrationsCard person={person} />
            <SpecialtiesCard person={person} />
          </div>
        </div>
      )}
    </Page>
  );
}
