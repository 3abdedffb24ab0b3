import { Button, Checkbox, Group, NumberInput, Radio, Stack, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Card, failureToast, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import { type Breach, breachRisks } from '../../contract/index.ts';
import { compliance, complianceQueries } from '../client.ts';
import { riskWords } from './words.ts';

type Risk = (typeof breachRisks)[number];

/** What a breach means: what the authority asks for (GDPR 33(3)), and what decides who is told. */
export function AssessmentForm({ breach }: { breach: Breach }) {
  const t = useWords();
  const client = useQueryClient();
  const [risk, judge] = useState<Risk | null>(breach.risk);
  const [persons_about, count] = useState<number | ''>(breach.persons_about ?? '');
  const [hipaa, hold] = useState(breach.hipaa);
  const [texts, set] = useState({ risk_because: breach.risk_because ?? '', categories: breach.categories ?? '', consequences: breach.consequences ?? '', measures: breach.measures ?? '', persons_exempt: breach.persons_exempt });
  const saving = useMutation({
    mutationFn: (chosen: { risk: Risk; persons_about: number }) => compliance.assessBreach({ breach_id: breach.id, version: breach.version, hipaa, ...texts, ...chosen }),
    onSuccess: () => client.invalidateQueries({ queryKey: complianceQueries.key() }), onError: failureToast,
  });
  const field = (name: keyof typeof texts, label: string, required = true) => (
    <Textarea key={name} label={label} required={required} autosize minRows={1} maxLength={name === 'categories' || name === 'persons_exempt' ? 1000 : 2000} value={texts[name]} onChange={({ currentTarget }) => set((before) => ({ ...before, [name]: currentTarget.value }))} />
  );
  const whole = risk !== null && persons_about !== '' && [texts.risk_because, texts.categories, texts.consequences, texts.measures].every((text) => text.trim() !== '');
  return (
    <Card title={t('What it means')}>
      <Stack p="sm">
        <Radio.Group label={t('Risk')} value={risk ?? ''} onChange={(value) => judge(value as Risk)}>
          <Group mt={6}>{breachRisks.map((value) => <Radio key={value} value={value} label={t(riskWords[value] ?? value)} />)}</Group>
        </Radio.Group>
        {field('risk_because', t('Why it is judged so'))}
        <NumberInput label={t('How many persons, about')} required min={0} allowDecimal={false} value={persons_about} onChange={(value) => count(typeof value === 'number' ? value : '')} />
        {field('categories', t('What persons and what data'))}
        {field('consequences', t('Likely consequences'))}
        {field('measures', t('What was done and is planned'))}
        {risk === 'high' && field('persons_exempt', t('Why persons need not be told all the same (GDPR 34(3)); empty where they do'), false)}
        <Checkbox label={t('The rules of the United States hold too (HIPAA)')} checked={hipaa} onChange={(event) => hold(event.currentTarget.checked)} />
        <Group justify="flex-end">
          <Button variant="default" disabled={!whole} loading={saving.isPending} onClick={() => { if (risk !== null && persons_about !== '') saving.mutate({ risk, persons_about }); }}>{t('Keep the assessment')}</Button>
        </Group>
      </Stack>
    </Card>
  );
}
