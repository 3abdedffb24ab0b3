import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { isProblem, toast, useServerWords, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import { patientCategories, type PriceList } from '../../contract/index.ts';
import { billing, billingQueries } from '../client.ts';
import { categoryWords } from './words.ts';

/** Adds a price list, or copies one with its prices raised by a percentage. */
export function ListForm({ today, currency, copied, close }: { today: string; currency: string; copied?: PriceList; close: () => void }) {
  const t = useWords();
  const say = useServerWords();
  const client = useQueryClient();
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const [from, setFrom] = useState(today);
  const [category, setCategory] = useState('');
  const [money, setMoney] = useState(currency);
  const [tax, setTax] = useState('without');
  const [percent, setPercent] = useState('0');
  const patient_category = patientCategories.find((each) => each === category) ?? null;
  const save = useMutation({
    mutationFn: () => (copied === undefined
      ? billing.addPriceList({ code, name, from, currency: money, tax_inclusive: tax === 'with', patient_category })
      : billing.copyPriceList({ price_list_id: copied.id, code, name, from, percent, patient_category, payer_id: copied.payer_id, location_id: copied.location_id, hours: copied.hours })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: billingQueries.key() });
      toast({ text: t('Saved') });
      close();
    },
  });
  return (
    <form onSubmit={(event) => { event.preventDefault(); save.mutate(); }}>
      <Stack gap="sm">
        <TextInput label={t('Code')} required maxLength={32} value={code} onChange={(event) => setCode(event.currentTarget.value.toUpperCase())} data-autofocus />
        <TextInput label={t('Name')} required maxLength={120} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <NativeSelect label={t('For whom')} value={category} onChange={(event) => setCategory(event.currentTarget.value)} data={[{ value: '', label: t('Everybody') }, ...patientCategories.map((value) => ({ value, label: t(categoryWords[value]) }))]} />
        <TextInput type="date" label={t('From')} required value={from} onChange={(event) => setFrom(event.currentTarget.value)} />
        {copied === undefined ? (
          <>
            <TextInput label={t('Currency')} required maxLength={3} value={money} onChange={(event) => setMoney(event.currentTarget.value.toUpperCase())} />
            <NativeSelect label={t('Prices are')} value={tax} onChange={(event) => setTax(event.currentTarget.value)} data={[{ value: 'without', label: t('without tax') }, { value: 'with', label: t('with tax') }]} />
          </>
        ) : <TextInput label={t('Raised by percent')} description={t('Below zero lowers them')} value={percent} maxLength={7} onChange={(event) => setPercent(event.currentTarget.value)} />}
        {save.error !== null && <div role="alert">{isProblem(save.error) ? say(save.error.message) : String(save.error)}</div>}
        <Group><Button type="submit" loading={save.isPending}>{t('Save')}</Button></Group>
      </Stack>
    </form>
  );
}
