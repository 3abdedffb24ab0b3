import { MultiSelect, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Answer, EmptyState, ScrollTable, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import { patientCategories } from '../../contract/index.ts';
import { billing, billingQueries } from '../client.ts';
import { categoryWords, reasonWords } from './words.ts';

/** What something would cost somebody, before it is given; nothing is written. */
export function Simulate() {
  const t = useWords();
  const [chosen, setChosen] = useState<string[]>([]);
  const [category, setCategory] = useState('');
  const services = useQuery(billingQueries.services.queryOptions({ input: {} })).data?.services ?? [];
  const patient_category = patientCategories.find((each) => each === category) ?? null;
  const answer = useQuery({
    queryKey: [...billingQueries.simulate.key(), chosen, patient_category], enabled: chosen.length > 0,
    queryFn: () => billing.simulate({ patient_category, services: chosen.map((service_id) => ({ service_id })) }),
  });
  return (
    <>
      <div style={{ display: 'flex', gap: 12, flexWrap: 'wrap', alignItems: 'end' }}>
        <MultiSelect style={{ flex: '1 1 320px' }} label={t('Services')} searchable value={chosen} onChange={setChosen} data={services.map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` }))} />
        <NativeSelect label={t('For whom')} value={category} onChange={(event) => setCategory(event.currentTarget.value)} data={[{ value: '', label: t('Anybody') }, ...patientCategories.map((value) => ({ value, label: t(categoryWords[value]) }))]} />
      </div>
      {chosen.length === 0 ? <EmptyState title={t('Choose what would be done')} /> : (
        <Answer of={answer}>
          {({ lines }) => (
            <ScrollTable label={t('What it would cost')}>
              <thead><tr><th scope="col">{t('Service')}</th><th scope="col">{t('Price list')}</th><th scope="col">{t('Without tax')}</th><th scope="col">{t('Discount')}</th><th scope="col">{t('Tax')}</th><th scope="col">{t('Total')}</th></tr></thead>
              <tbody>
                {lines.map((line) => (
                  <tr key={line.service_id}>
                    <th scope="row"><Value>{line.service_name}</Value></th>
                    <td>{line.price_list_name !== null && <Value>{line.price_list_name}</Value>} <span className="quiet">{line.reason.split(' ').map((word) => t(reasonWords[word] ?? word)).join(', ')}</span></td>
                    <td><Value script="latin">{line.net ?? '–'}</Value></td>
                    <td><Value script="latin">{line.discount ?? '–'}</Value>{line.discount_name !== null && <> <Value>{line.discount_name}</Value></>}</td>
                    <td><Value script="latin">{line.tax ?? '–'}</Value></td>
                    <td><strong><Value script="latin">{line.total === null ? '–' : `${line.total} ${line.currency ?? ''}`}</Value></strong></td>
                  </tr>
                ))}
              </tbody>
            </ScrollTable>
          )}
        </Answer>
      )}
    </>
  );
}
