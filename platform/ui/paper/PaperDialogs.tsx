import { Button, Group, Modal, NumberInput, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { failureToast } from '../toast/toast.tsx';
import { useWords } from '../words/words.ts';

/** Reserves numbers for the forms of a place. */
export function ReserveDialog({ reserve, close }: { reserve: (input: { place: string; count: number }) => Promise<unknown>; close: () => void }) {
  const t = useWords();
  const [place, setPlace] = useState('');
  const [count, setCount] = useState(10);
  const reserving = useMutation({
    mutationFn: () => reserve({ place: place.trim(), count }),
    onSuccess: close,
    onError: failureToast,
  });
  const whole = place.trim() !== '' && count >= 1;
  return (
    <Modal opened onClose={close} title={t('Reserve numbers for paper')} closeButtonProps={{ 'aria-label': t('Close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (whole && !reserving.isPending) reserving.mutate();
        }}
      >
        <Stack>
          <TextInput label={t('Where the forms will lie')} description={t('A ward or a desk')} required maxLength={80} value={place} onChange={(event) => setPlace(event.currentTarget.value)} data-autofocus />
          <NumberInput label={t('How many')} min={1} max={100} allowDecimal={false} value={count} onChange={(value) => setCount(Number(value))} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>{t('Cancel')}</Button>
            <Button type="submit" disabled={!whole} loading={reserving.isPending}>{t('Reserve')}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** Says that nothing will be entered under a number, and why: it stays accounted for. */
export function VoidDialog({ number, shown, voidOne, close }: { number: string; shown: string; voidOne: (input: { number: string; reason: string }) => Promise<unknown>; close: () => void }) {
  const t = useWords();
  const [reason, setReason] = useState('');
  const voiding = useMutation({
    mutationFn: () => voidOne({ number, reason: reason.trim() }),
    onSuccess: close,
    onError: failureToast,
  });
  return (
    <Modal opened onClose={close} title={t('Void {number}', { number: shown })} closeButtonProps={{ 'aria-label': t('Close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (reason.trim() !== '' && !voiding.isPending) voiding.mutate();
        }}
      >
        <Stack>
          <TextInput label={t('Why it stays unused')} required maxLength={300} value={reason} onChange={(event) => setReason(event.currentTarget.value)} data-autofocus />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>{t('Cancel')}</Button>
            <Button type="submit" color="red" disabled={reason.trim() === ''} loading={voiding.isPending}>{t('Void it')}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
