import { Button, Group, Modal, NumberInput, Stack } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, failureToast, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import type { KeptRetention } from '../../contract/index.ts';
import { compliance, complianceQueries } from '../client.ts';

/** Sets how long records are kept by the law of the country. */
export function RetentionDialog({ close }: { close: () => void }) {
  const t = useWords();
  const found = useQuery({ ...complianceQueries.retention.queryOptions({ input: {} }), gcTime: 0 });
  return (
    <Modal opened onClose={close} title={t('How long records are kept')} closeButtonProps={{ 'aria-label': t('Close') }}>
      <Answer of={found}>{(retention) => <RetentionForm key={retention.version} kept={retention} close={close} />}</Answer>
    </Modal>
  );
}

function RetentionForm({ kept, close }: { kept: KeptRetention; close: () => void }) {
  const t = useWords();
  const client = useQueryClient();
  const [clinical_years, keepClinical] = useState(kept.clinical_years);
  const [minor_until_age, keepMinor] = useState(kept.minor_until_age);
  const [accounts_years, keepAccounts] = useState(kept.accounts_years);
  const saving = useMutation({
    mutationFn: () => compliance.setRetention({ ...kept, clinical_years, minor_until_age, accounts_years }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: complianceQueries.key() });
      close();
    },
    onError: failureToast,
  });
  return (
    <Stack>
      <NumberInput label={t('Clinical record: years after the last treatment')} min={1} max={100} value={clinical_years} onChange={(value) => keepClinical(Number(value))} />
      <NumberInput label={t('Who was treated as a child: at least until this age')} min={18} max={100} value={minor_until_age} onChange={(value) => keepMinor(Number(value))} />
      <NumberInput label={t('Bills and payments: years after the end of the year')} min={1} max={100} value={accounts_years} onChange={(value) => keepAccounts(Number(value))} />
      <Group justify="flex-end">
        <Button variant="default" onClick={close}>{t('Cancel')}</Button>
        <Button disabled={saving.isPending} onClick={() => saving.mutate()}>{t('Save')}</Button>
      </Group>
    </Stack>
  );
}
