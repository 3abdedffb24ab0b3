import { NativeSelect } from '@mantine/core';
import { Page, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import { BillingTabs } from '../BillingTabs.tsx';
import { ChargeRules } from './ChargeRules.tsx';
import { Discounts } from './Discounts.tsx';
import { Limits } from './Limits.tsx';
import { SplitRules } from './SplitRules.tsx';

const views = { charging: ChargeRules, discounts: Discounts, payers: SplitRules, limits: Limits };

/** By which rules something is charged, discounted and shared among payers, and who needs leave for what. */
export default function RulesScreen() {
  const t = useWords();
  const [view, setView] = useState<keyof typeof views>('charging');
  const View = views[view];
  return (
    <Page
      title={t('Billing')} note={<BillingTabs at="/billing/rules" />} fill
      actions={<NativeSelect size="xs" aria-label={t('Which')} value={view} onChange={(event) => setView(event.currentTarget.value as keyof typeof views)} data={[
        { value: 'charging', label: t('What is charged') }, { value: 'discounts', label: t('Discounts') }, { value: 'payers', label: t('What payers pay') }, { value: 'limits', label: t('Who needs leave') },
      ]} />}
    >
      <View />
    </Page>
  );
}
