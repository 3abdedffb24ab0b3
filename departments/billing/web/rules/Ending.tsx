import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { failureToast, toast, useWords } from '@openward/platform/ui';
import { billingQueries } from '../client.ts';

/** Ends a rule: what it decided stays. */
export function Ending({ name, end }: { name: string; end: () => Promise<unknown> }) {
  const t = useWords();
  const client = useQueryClient();
  const act = useMutation({
    mutationFn: end,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: billingQueries.key() });
      toast({ text: t('Ended') });
    },
    onError: failureToast,
  });
  return <Button size="compact-sm" variant="default" aria-label={`${t('End')} ${name}`} loading={act.isPending} onClick={() => act.mutate()}>{t('End')}</Button>;
}
