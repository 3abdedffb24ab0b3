import { Button, Group } from '@mantine/core';
import { IconEdit, IconLock, IconLockOpen, IconUserCheck } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { Answer, LoadingState, usePermissions, useWords } from '@openward/platform/ui';
import { usePatient } from '../chart/usePatient.ts';
import classes from './record.module.css';
import { WrittenLater } from '../paper/WrittenLater.tsx';
import { RegistrationCards } from './RegistrationCards.tsx';

const EditRegistration = lazy(async () => ({ default: (await import('./EditRegistration.tsx')).EditRegistration }));
const RestrictDialog = lazy(async () => ({ default: (await import('./RestrictDialog.tsx')).RestrictDialog }));

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
          <Suspense fallback={<LoadingState lines={10} />}>
            <EditRegistration patient={patient} identify={act === 'identify'} close={() => setAct(null)} />
          </Suspense>
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
            <WrittenLater patient_id={patient.id} />
            <RegistrationCards patient={patient} />
            <Suspense fallback={null}>
              {act === 'restrict' && <RestrictDialog patient={patient} close={() => setAct(null)} />}
            </Suspense>
          </div>
        )
      }
    </Answer>
  );
}
