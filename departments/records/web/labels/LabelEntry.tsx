import { Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, type EntryActProps, failureToast, toast, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import type { Label } from '../../contract/index.ts';
import { recordClient, recordQueries } from '../client.ts';

/** Says how sensitive an entry is. */
export default function LabelEntry({ patient_id, entry, close }: EntryActProps) {
  const labels = useQuery(recordQueries.labels.queryOptions({ input: {} }));
  return <Answer of={labels}>{(found) => <Choice labels={found.labels} patient_id={patient_id} entry={entry} close={close} />}</Answer>;
}

function Choice({ labels, patient_id, entry: { type, id, version, labels: carried }, close }: EntryActProps & { labels: readonly Label[] }) {
  const t = useWords();
  const client = useQueryClient();
  const [chosen, choose] = useState([...carried]);
  const saving = useMutation({
    mutationFn: () => recordClient.labelEntry({ patient_id, type, id, version, labels: chosen }),
    onSuccess: async () => {
      close(true);
      await client.invalidateQueries({ queryKey: recordQueries.key() });
      toast({ text: t('The labels are kept') });
    },
    onError: failureToast,
  });
  return (
    <Stack>
      <Text size="sm">{t('Only people who are cleared for its labels see this entry, and what is made of it. You can give and lift those that you are cleared for.')}</Text>
      <Checkbox.Group label={t('Sensitivity labels')} value={chosen} onChange={choose}>
        <Stack gap={8} mt={6}>
          {labels.filter(({ code, active }) => active || carried.includes(code)).map(({ code, name, meaning, cleared }) => (
            <Checkbox key={code} value={code} label={name} description={meaning} disabled={!cleared} />
          ))}
        </Stack>
      </Checkbox.Group>
      <Group>
        <Button disabled={saving.isPending} onClick={() => saving.mutate()}>{t('Save')}</Button>
        <Button variant="default" onClick={() => close(false)}>{t('Cancel')}</Button>
      </Group>
    </Stack>
  );
}
