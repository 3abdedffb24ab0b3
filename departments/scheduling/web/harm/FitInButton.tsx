import { Button, Modal } from '@mantine/core';
import { IconUrgent } from '@tabler/icons-react';
import { LoadingState, usePermissions, useWords } from '@openward/platform/ui';
import { lazy, Suspense, useState } from 'react';

const FitIn = lazy(() => import('./FitIn.tsx'));

/** Opens the dialog that fits somebody urgent in, for those who may accept what it does to others. */
export function FitInButton({ patient_id }: { patient_id?: string }) {
  const t = useWords();
  const may = usePermissions();
  const [open, setOpen] = useState(false);
  if (!may('scheduling.add_on')) return null;
  const close = (): void => setOpen(false);
  return (
    <>
      <Button variant="default" leftSection={<IconUrgent size={15} aria-hidden />} onClick={() => setOpen(true)}>{t('Fit in urgently')}</Button>
      {open && (
        <Modal opened onClose={close} title={t('Fit in urgently')} size="min(1180px, 96vw)" closeButtonProps={{ 'aria-label': t('Close') }}>
          <Suspense fallback={<LoadingState lines={6} />}><FitIn {...(patient_id === undefined ? {} : { patient_id })} close={close} /></Suspense>
        </Modal>
      )}
    </>
  );
}
