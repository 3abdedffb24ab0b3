import { Button, Group, Modal, Radio, Stack, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { clinicalInstant, failureToast, Mark, toast, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import { type UnusualAccess, unusualVerdicts } from '../../contract/index.ts';
import { compliance, complianceQueries } from '../client.ts';
import { ruleWords, verdictWords } from './words.ts';

type Verdict = (typeof unusualVerdicts)[number];

/** Keeps that somebody looked at an unusual access; shows who did before. */
export function LookDialog({ access, close }: { access: UnusualAccess; close: () => void }) {
  const t = useWords();
  const client = useQueryClient();
  const [verdict, choose] = useState<Verdict | null>(null);
  const [note, write] = useState('');
  const keeping = useMutation({
    mutationFn: (found: Verdict) => compliance.reviewUnusual({
      account_id: access.account_id, patient_id: access.patient?.patient_id ?? null, first_at: access.first_at, last_at: access.last_at, verdict: found, note,
    }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: complianceQueries.unusualAccess.key() });
      toast({ text: t('It is kept that you looked') });
      close();
    },
    onError: failureToast,
  });
  const told = verdict !== null && verdict !== 'justified';
  const untold = told && note.trim() === '';
  return (
    <Modal opened onClose={close} title={t('Unusual access')} closeButtonProps={{ 'aria-label': t('Close') }}>
      <Stack>
        <div>
          <strong><Value>{access.display_name}</Value></strong>{' '}
          {access.patient === null ? t('{count} records', { count: access.records }) : <Value>{access.patient.name}</Value>}
          <Group gap={4} mt={6}>{access.rules.map((rule) => <Mark key={rule} tone="caution">{t(ruleWords[rule])}</Mark>)}</Group>
        </div>
        {access.reviews.length > 0 && (
          <Stack gap={6} component="ul" m={0} ps="md" aria-label={t('Looked at before')}>
            {access.reviews.map(({ id, at, by_name, verdict: found, note: said }) => (
              <li key={id}><Value script="latin">{clinicalInstant(at)}</Value> <Value>{by_name}</Value>: {t(verdictWords[found])} <Value>{said}</Value></li>
            ))}
          </Stack>
        )}
        <Radio.Group label={t('What was found')} value={verdict ?? ''} onChange={(value) => choose(value as Verdict)}>
          <Stack gap={6} mt={6}>{unusualVerdicts.map((value) => <Radio key={value} value={value} label={t(verdictWords[value])} />)}</Stack>
        </Radio.Group>
        <Textarea label={t('Note')} value={note} maxLength={2000} autosize minRows={2} required={told} onChange={(event) => write(event.currentTarget.value)} />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>{t('Cancel')}</Button>
          <Button disabled={verdict === null || untold || keeping.isPending} onClick={() => verdict !== null && keeping.mutate(verdict)}>{t('Save')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
