import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, Card, clinicalDate, failureToast, ScrollTable, toast, usePermissions, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import { useToday } from '../charge/today.ts';
import { billing, billingQueries } from '../client.ts';
import classes from '../money.module.css';

/** Rates of the day: how much of another currency is worth one of the book's. */
export function RatesCard() {
  const t = useWords();
  const may = usePermissions();
  const today = useToday();
  const found = useQuery(billingQueries.currencyRates.queryOptions({ input: {} }));
  return (
    <Card title={t('Rates of the day')}>
      <Answer of={found}>
        {({ book_currency, rates }) => (
          <div className={classes.stack}>
            <ScrollTable label={t('Rates of the day')}>
              <table className={classes.lines}>
                <thead><tr><th scope="col">{t('Day')}</th><th scope="col">{t('Currency')}</th><th scope="col" className={classes.end}>{t('For one {currency}', { currency: book_currency })}</th></tr></thead>
                <tbody>
                  {rates.slice(0, 20).map((rate) => <tr key={`${rate.currency} ${rate.on_date}`}><td><Value script="latin">{clinicalDate(rate.on_date)}</Value></td><td><Value script="latin">{rate.currency}</Value></td><td className={classes.end}><Value script="latin">{rate.rate}</Value></td></tr>)}
                  {rates.length === 0 && <tr><td colSpan={3}>{t('No other currency has a rate')}</td></tr>}
                </tbody>
              </table>
            </ScrollTable>
            {may('billing.prices') && today !== undefined && <RateForm today={today} />}
          </div>
        )}
      </Answer>
    </Card>
  );
}

function RateForm({ today }: { today: string }) {
  const t = useWords();
  const client = useQueryClient();
  const [currency, setCurrency] = useState('');
  const [on_date, setDay] = useState(today);
  const [rate, setRate] = useState('');
  const save = useMutation({
    mutationFn: () => billing.setCurrencyRate({ currency, on_date, rate: rate.trim() }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: billingQueries.key() });
      toast({ text: t('Saved') });
      setRate('');
    },
    onError: failureToast,
  });
  return (
    <form className={classes.bar} onSubmit={(event) => { event.preventDefault(); save.mutate(); }}>
      <TextInput type="date" label={t('Day')} required value={on_date} onChange={({ currentTarget: { value } }) => setDay(value)} />
      <TextInput label={t('Currency')} required maxLength={3} w={100} dir="ltr" value={currency} onChange={({ currentTarget: { value } }) => setCurrency(value.toUpperCase())} />
      <TextInput label={t('Rate')} required maxLength={20} inputMode="decimal" dir="ltr" value={rate} onChange={({ currentTarget: { value } }) => setRate(value)} />
      <Button type="submit" loading={save.isPending}>{t('Set the rate')}</Button>
    </form>
  );
}
