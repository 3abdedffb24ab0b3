import { Button, Checkbox, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { failureToast, useWords } from '@openward/platform/ui';
import { useState, type ChangeEvent } from 'react';
import { compliance, complianceQueries } from '../client.ts';

/** Writes down a breach, as it is known at first. */
export function NewBreachDialog({ close, opened }: { close: () => void; opened: (id: string) => void }) {
  const t = useWords();
  const client = useQueryClient();
  const [values, set] = useState({ title: '', aware_at: '', happened: '', description: '', seen: false, changed: false, lost: false });
  const adding = useMutation({
    mutationFn: () => compliance.addBreach(values),
    onSuccess: async ({ breach }) => {
      await client.invalidateQueries({ queryKey: complianceQueries.breaches.key() });
      close();
      opened(breach.id);
    },
    onError: failureToast,
  });
  const text = (name: 'title' | 'aware_at' | 'happened' | 'description') => ({ value: values[name], onChange: ({ currentTarget }: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => set((before) => ({ ...before, [name]: currentTarget.value })) });
  const box = (name: 'seen' | 'changed' | 'lost') => ({ checked: values[name], onChange: ({ currentTarget }: ChangeEvent<HTMLInputElement>) => set((before) => ({ ...before, [name]: currentTarget.checked })) });
  const whole = values.title.trim() !== '' && values.aware_at !== '' && values.description.trim() !== '' && (values.seen || values.changed || values.lost);
  return (
    <Modal opened onClose={close} title={t('New breach')} closeButtonProps={{ 'aria-label': t('Close') }} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (whole) adding.mutate();
        }}
      >
        <Stack>
          <TextInput {...text('title')} label={t('What happened, in a line')} required maxLength={200} data-autofocus />
          <TextInput {...text('aware_at')} type="datetime-local" label={t('When the hospital became aware')} description={t('All clocks run from here.')} required />
          <TextInput {...text('happened')} label={t('When it happened, as far as it is known')} maxLength={300} />
          <Group role="group" aria-label={t('What of the data was touched')}>
            <Checkbox {...box('seen')} label={t('Others could see it')} />
            <Checkbox {...box('changed')} label={t('It was changed')} />
            <Checkbox {...box('lost')} label={t('It is lost or out of reach')} />
          </Group>
          <Textarea {...text('description')} label={t('What happened')} required autosize minRows={3} maxLength={4000} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>{t('Cancel')}</Button>
            <Button type="submit" disabled={!whole} loading={adding.isPending}>{t('Write it down')}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
