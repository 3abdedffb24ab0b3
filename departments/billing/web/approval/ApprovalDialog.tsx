import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { failureToast, toast, useAccount, usePermissions, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import type { Approval } from '../../contract/index.ts';
import { billing, billingQueries } from '../client.ts';

/** One request: what, how much, why; granted or refused by somebody else, taken back by who asked. */
export function ApprovalDialog({ approval, close }: { approval: Approval; close: () => void }) {
  const t = useWords();
  const may = usePermissions();
  const me = useAccount();
  const client = useQueryClient();
  const [note, setNote] = useState('');
  const act = useMutation({
    mutationFn: (what: 'grant' | 'refuse' | 'withdraw') =>
      what === 'withdraw'
        ? billing.withdrawApproval({ approval_id: approval.id })
        : billing.decideApproval({ approval_id: approval.id, granted: what === 'grant', ...(note.trim() !== '' && { note: note.trim() }) }),
    onSuccess: async (_answer, what) => {
      await client.invalidateQueries({ queryKey: billingQueries.key() });
      toast({ text: what === 'grant' ? t('Granted, and done') : what === 'refuse' ? t('Refused') : t('Taken back') });
      close();
    },
    onError: failureToast,
  });
  const own = approval.asked_by === me.id;
  return (
    <Stack gap="sm">
      <p><strong><Value script="latin">{`${approval.amount} ${approval.currency}`}</Value></strong> {approval.patient_name !== null && <Value>{approval.patient_name}</Value>}</p>
      <p><Value>{approval.asked_by_name}</Value>: <Value>{approval.reason}</Value></p>
      {approval.note !== null && <p className="quiet"><Value>{approval.decided_by_name ?? ''}</Value>: <Value>{approval.note}</Value></p>}
      {approval.state === 'waiting' && own && <Group><Button variant="default" loading={act.isPending} onClick={() => act.mutate('withdraw')}>{t('Take it back')}</Button></Group>}
      {approval.state === 'waiting' && !own && may('billing.approve') && (
        <>
          <TextInput label={t('Note')} value={note} maxLength={500} onChange={(event) => setNote(event.currentTarget.value)} />
          <Group>
            <Button loading={act.isPending} onClick={() => act.mutate('grant')} data-autofocus>{t('Grant')}</Button>
            <Button variant="default" loading={act.isPending} onClick={() => act.mutate('refuse')}>{t('Refuse')}</Button>
          </Group>
        </>
      )}
    </Stack>
  );
}
