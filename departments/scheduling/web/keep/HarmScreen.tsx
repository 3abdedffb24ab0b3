import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, FieldGrid, FormFrame, NumberField, Page, toast, useApiForm, useWords } from '@openward/platform/ui';
import { HarmWeights } from '../../contract/index.ts';
import { scheduling, schedulingQueries } from '../client.ts';
import { HarmExample } from './HarmExample.tsx';
import { KeepTabs } from './KeepTabs.tsx';
import { weightWords } from './words.ts';

type Weights = Awaited<ReturnType<typeof scheduling.harmWeights>>;

/** What each kind of harm counts when somebody is moved for an urgent need, with what it comes to in examples. */
export default function HarmScreen() {
  const t = useWords();
  const found = useQuery(schedulingQueries.harmWeights.queryOptions({ input: {} }));
  return (
    <Page title={t('Weights of harm')} note={<KeepTabs at="/calendars/harm" />} width="reading">
      <Answer of={found}>{(weights) => <HarmForm key={weights.version} weights={weights} />}</Answer>
    </Page>
  );
}

function HarmForm({ weights }: { weights: Weights }) {
  const t = useWords();
  const client = useQueryClient();
  const valuesOf = ({ version: _version, ...values }: Weights) => values;
  const api = useApiForm({
    name: 'scheduling.harm-weights',
    schema: HarmWeights,
    saved: { values: valuesOf(weights), version: weights.version },
    send: (input: HarmWeights, { version = weights.version, ...context }) => scheduling.updateHarmWeights({ version, ...input }, { context }),
    readAgain: async () => {
      const now = await scheduling.harmWeights({});
      return { values: valuesOf(now), version: now.version };
    },
    onDone: async () => {
      toast({ text: t('Saved') });
      await client.invalidateQueries({ queryKey: schedulingQueries.harmWeights.key() });
    },
  });
  return (
    <FormFrame of={api} submitLabel={t('Save')}>
      <FieldGrid>
        {weightWords.map(([path, label, suffix]) => <NumberField key={path} path={path} label={t(label)} span={6} {...(suffix === null ? {} : { suffix: t(suffix) })} />)}
      </FieldGrid>
      <HarmExample />
    </FormFrame>
  );
}
