import { Button, Group, Modal, Radio, Stack, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { failureToast, toast, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import type { BrokenGlass } from '../../contract/index.ts';
import { compliance, complianceQueries } from '../client.ts';
import { outcomeWords } from './words.ts';

type Outcome = NonNullable<BrokenGlass['outcome']>;

/** Closes the review of a broken glass, once. */
export function ReviewDialog({ glass, close }: { glass: BrokenGlass; close: () => void }) {
  const t = useWords();
  const client = useQueryClient();
  const [outcome, choose] = useState<Outcome | null>(null);
  const [note, write] = useState('');
  const closing = useMutation({
    mutationFn: (found: Outcome) => compliance.reviewGlass({ glass_id: glass.id, outcome: found, note: note.trim() === '' ? null : note }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: complianceQueries.brokenGlasses.key() });
      toast({ text: t('The review is closed') });
      close();
    },
    onError: failureToast,
  });
  const untold = outcome === 'misuse' && note.trim() === '';
  return (
    <Modal opened onClose={close} title={t('Review')} closeButtonProps={{ 'aria-label': t('Close') }}>
      <Stack>
        <div><Value>{glass.display_name}</Value>: <Value>{glass.reason}</Value></div>
        <Radio.Group label={t('What was found')} value={outcome ?? ''} onChange={(value) => choose(value as Outcome)}>
          <Stack gap={6} mt={6}>
            {Object.entries(outcomeWords).map(([value, label]) => <Radio key={value} value={value} label={t(label)} />)}
          </Stack>
        </Radio.Group>
        <Textarea label={t('Note')} value={note} maxLength={2000} autosize minRows={2} required={outcome === 'misuse'} onChange={(event) => write(event.currentTarget.value)} />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>{t('Cancel')}</Button>
          <Button disabled={outcome === null || untold || closing.isPending} onClick={() => outcome !== null && closing.mutate(outcome)}>{t('Close the review')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
