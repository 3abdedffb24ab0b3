import { Button, Group } from '@mantine/core';
import { IconEdit, IconLock, IconLockOpen, IconUserCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { Answer, usePermissions, useWords } from '@openward/platform/ui';
import { usePatient } from '../chart/usePatient.ts';
import { EditRegistration } from './EditRegistration.tsx';
import classes from './record.module.css';
import { RegistrationCards } from './RegistrationCards.tsx';
import { RestrictDialog } from './RestrictDialog.tsx';

/** The registration of a patient: to read, and to change. */
export default function RegistrationTab() {
  const t = useWords();
  const may = usePermissions();
  const opened = usePatient();
  const [act, setAct] = useState<'edit' | 'identify' | 'restrict' | null>(null);
  return (
    <Answer of={opened}>
      {({ patient }) =>
        act === 'edit' || act === 'identify' ? (
          <EditRegistration patient={patient} identify={act === 'identify'} close={() => setAct(null)} />
        ) : (
          <div className={classes.tab}>
            <Group gap={8} className="not-printed">
              {may('patients.update') && (
                <Button leftSection={<IconEdit size={15} aria-hidden />} onClick={() => setAct('edit')}>
                  {t('Change')}
                </Button>
              )}
              {patient.unknown && may('patients.identify') && (
                <Button variant="default" leftSection={<IconUserCheck size={15} aria-hidden />} onClick={() => setAct('identify')}>
                  {t('Say who this is')}
                </Button>
              )}
              {may('patients.restrict') && (
                <Button
                  variant="default"
                  leftSection={patient.restricted ? <IconLockOpen size={15} aria-hidden /> : <IconLock size={15} aria-hidden />}
                  onClick={() => setAct('restrict')}
                >
                  {patient.restricted ? t('Lift the restriction') : t('Restrict')}
                </Button>
              )}
            </Group>
            <RegistrationCards patient={patient} />
            {act === 'restrict' && <RestrictDialog patient={patient} close={() => setAct(null)} />}
          </div>
        )
      }
    </Answer>
  );
}
