import { Button, Modal } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useWords } from '@openward/platform/ui';
import { useState, type ReactNode } from 'react';
import { useToday } from '../charge/today.ts';
import classes from '../money.module.css';

/** A button that adds something to the list below it, by the form that it opens. A rule begins today unless told otherwise. */
export function Adding({ label, children }: { label: string; children: (close: () => void, today: string) => ReactNode }) {
  const t = useWords();
  const today = useToday();
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <div className={classes.above}>
      <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setOpen(true)}>{label}</Button>
      <Modal opened={open} onClose={close} title={label} size="lg" closeButtonProps={{ 'aria-label': t('Close') }}>{open && today !== undefined && children(close, today)}</Modal>
    </div>
  );
}
