import { Button, Select } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { currencies } from '@openward/platform/money';
import { EmptyState, failureToast, toast, usePermissions, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import { useBook } from '../book.ts';
import { ledger, ledgerQueries } from '../client.ts';
import classes from '../ledger.module.css';

/** An empty book: a hospital’s chart and twelve months are one step away. */
export function Begin() {
  const t = useWords();
  const may = usePermissions();
  const client = useQueryClient();
  const today = useBook().data?.today;
  const [currency, setCurrency] = useState<string | null>(null);
  const begin = useMutation({
    mutationFn: (input: { first_day: string; currency: string }) => ledger.setUp(input),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ledgerQueries.key() });
      toast({ text: t('The books are begun') });
    },
    onError: failureToast,
  });
  const act = (
    <div className={classes.bar}>
      <Select label={t('The hospital’s own currency')} data={[...currencies.keys()]} value={currency} onChange={setCurrency} searchable />
      <Button disabled={currency === null || today === undefined} loading={begin.isPending} onClick={() => begin.mutate({ first_day: `${(today ?? '').slice(0, 4)}-01-01`, currency: currency ?? '' })}>{t('Begin with a hospital’s chart')}</Button>
    </div>
  );
  return (
    <EmptyState title={t('The books are empty')} action={may('ledger.manage') && act}>
      {t('It has the accounts that a hospital needs, and the twelve months of this year. The accounts can be changed; the currency stays.')}
    </EmptyState>
  );
}
