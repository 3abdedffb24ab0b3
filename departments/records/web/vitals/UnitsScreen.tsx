import { Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, Card, ChoiceField, FieldGrid, FormFrame, Page, toast, useApiForm, useWords } from '@openward/platform/ui';
import { VitalUnits } from '../../contract/index.ts';
import { recordClient, recordQueries } from '../client.ts';

/** The units in which this hospital measures: what is typed and shown. What is kept stays comparable whatever they are. */
export default function UnitsScreen() {
  const t = useWords();
  const units = useQuery(recordQueries.vitalUnits.queryOptions({ input: {} }));
  return <Page title={t('Units of measurement')}>{<Answer of={units}>{(found) => <UnitsForm units={found} />}</Answer>}</Page>;
}

function UnitsForm({ units }: { units: VitalUnits }) {
  const t = useWords();
  const client = useQueryClient();
  const api = useApiForm({
    name: 'records.units',
    schema: VitalUnits,
    saved: { values: units },
    send: (input: VitalUnits, { version: _version, ...context }) => recordClient.setVitalUnits(input, { context }),
    onDone: async () => {
      await client.invalidateQueries({ queryKey: recordQueries.key() });
      toast({ text: t('Vital signs are typed and shown in these units from now on') });
    },
  });
  return (
    <Card title={t('Vital signs')}>
      <Text component="p" size="sm" mb="sm">{t('What was measured before is shown in the new units; what was written down is not changed.')}</Text>
      <FormFrame of={api} submitLabel={t('Save')}>
        <FieldGrid>
          <ChoiceField path="temperature" label={t('Temperature')} span={6} choices={[{ value: 'Cel', label: '°C' }, { value: '[degF]', label: '°F' }]} />
          <ChoiceField path="weight" label={t('Weight')} span={6} choices={[{ value: 'kg', label: 'kg' }, { value: 'g', label: 'g' }, { value: '[lb_av]', label: 'lb' }]} />
          <ChoiceField path="length" label={t('Height')} span={6} choices={[{ value: 'cm', label: 'cm' }, { value: '[in_i]', label: 'in' }]} />
          <ChoiceField path="glucose" label={t('Glucose')} span={6} choices={[{ value: 'mmol/L', label: 'mmol/L' }, { value: 'mg/dL', label: 'mg/dL' }]} />
        </FieldGrid>
      </FormFrame>
    </Card>
  );
}
