import { Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useWords } from '@openward/platform/ui';
import { useState } from 'react';
import type { Stop } from '../../contract/index.ts';
import { visits } from '../client.ts';
import classes from './queue.module.css';
import { useQueueAct } from './useQueue.ts';

/** Says that somebody has paid, or need not pay first. Who says so and when is kept. */
export function PayDialog({ stop, close }: { stop: Stop; close: () => void }) {
  const t = useWords();
  const { busy, run } = useQueueAct();
  const [how, setHow] = useState<'paid' | 'waived'>('paid');
  const [note, setNote] = useState('');
  return (
    <Modal opened onClose={close} title={t('{code} pays first', { code: stop.code })} closeButtonProps={{ 'aria-label': t('Close') }}>
      <form
        className={classes.dialog}
        onSubmit={(event) => {
          event.preventDefault();
          void run(() => visits.settle({ stop_id: stop.id, version: stop.version, how, note: note.trim() === '' ? null : note.trim() })).then(close);
        }}
      >
        <p className="quiet">{t('OpenWard has no till yet: you say it, and your name and the time are kept.')}</p>
        <NativeSelect label={t('What is so')} data-autofocus value={how} onChange={(event) => setHow(event.currentTarget.value as 'paid' | 'waived')} data={[{ value: 'paid', label: t('It is paid') }, { value: 'waived', label: t('It need not be paid first') }]} />
        <TextInput label={how === 'paid' ? t('Receipt') : t('Reason')} required={how === 'waived'} maxLength={200} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
        <Button type="submit" loading={busy}>{t('Save')}</Button>
      </form>
    </Modal>
  );
}
