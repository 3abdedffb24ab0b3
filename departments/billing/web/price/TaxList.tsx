import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, failureToast, ScrollTable, toast, usePermissions, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import { billing, billingQueries } from '../client.ts';
import { useToday } from '../charge/today.ts';
import classes from '../money.module.css';

/** Taxes, and their rates by day. */
export function TaxList() {
  const t = useWords();
  const may = usePermissions();
  const today = useToday();
  const found = useQuery(billingQueries.taxes.queryOptions({ input: {} }));
  return (
    <Answer of={found}>
      {({ taxes }) => (
        <>
          <ScrollTable label={t('Taxes')}><table className={classes.lines}>
            <thead><tr><th scope="col">{t('Tax')}</th><th scope="col">{t('Kind')}</th><th scope="col">{t('Rates')}</th></tr></thead>
            <tbody>
              {taxes.map((tax) => (
                <tr key={tax.code}>
                  <th scope="row"><Value>{tax.name}</Value></th>
                  <td><Value script="latin">{tax.category}</Value>{tax.exemption_reason !== null && <> · <Value>{tax.exemption_reason}</Value></>}</td>
                  <td>{tax.rates.length === 0 ? '–' : tax.rates.map((rate) => <div key={rate.id}><Value script="latin">{`${rate.percent} % · ${rate.from} – ${rate.until ?? '…'}`}</Value></div>)}</td>
                </tr>
              ))}
            </tbody>
          </table></ScrollTable>
          {may('billing.prices') && today !== undefined && <RateForm codes={taxes.filter(({ category }) => category === 'S').map(({ code, name }) => ({ value: code, label: name }))} today={today} />}
        </>
      )}
    </Answer>
  );
}

function RateForm({ codes, today }: { codes: { value: string; label: string }[]; today: string }) {
  const t = useWords();
  const client = useQueryClient();
  const [tax_code, setCode] = useState(codes[0]?.value ?? '');
  const [percent, setPercent] = useState('');
  const [from, setFrom] = useState(today);
  const save = useMutation({
    mutationFn: () => billing.addTaxRate({ tax_code, percent: percent.trim(), from }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: billingQueries.taxes.key() });
      toast({ text: t('Saved') });
    },
    onError: failureToast,
  });
  return (
    <form onSubmit={(event) => { event.preventDefault(); save.mutate(); }} className={`${classes.bar} ${classes.above}`}>
      <NativeSelect label={t('Tax')} value={tax_code} onChange={(event) => setCode(event.currentTarget.value)} data={codes} />
      <TextInput label={t('Percent')} required maxLength={6} value={percent} onChange={(event) => setPercent(event.currentTarget.value)} />
      <TextInput type="date" label={t('From')} required value={from} onChange={(event) => setFrom(event.currentTarget.value)} />
      <Button type="submit" loading={save.isPending}>{t('Set the rate')}</Button>
    </form>
  );
}
