import { Button, Group, NativeSelect } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ErrorState, toast, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import type { AnsweredItem, FilledForm, Shown } from '../../contract/index.ts';
import { checkAnswers } from '../../rules/questionnaire/check.ts';
import type { Questionnaire } from '../../rules/questionnaire/question.ts';
import { scoreOf, withSum } from '../../rules/questionnaire/score.ts';
import { tidied } from '../../rules/questionnaire/tidied.ts';
import { recordClient, recordQueries } from '../client.ts';
import { Questions } from './Questions.tsx';

interface FillFormProps {
  patient_id: string;
  held: Shown<FilledForm> | null;
  questionnaires: readonly Questionnaire[];
  written: string | null;
  close: () => void;
}

/** Fills in a questionnaire. A draft can be kept at any time; what is completed is complete. */
export function FillForm({ patient_id, held, questionnaires, written, close }: FillFormProps) {
  const t = useWords();
  const client = useQueryClient();
  const [url, setUrl] = useState(held?.statement?.questionnaire ?? questionnaires[0]?.url ?? '');
  const [items, setItems] = useState<AnsweredItem[]>(held?.statement?.items ?? []);
  const [tried, setTried] = useState(false);
  const [idempotency_key] = useState(() => crypto.randomUUID());
  const questionnaire = questionnaires.find((each) => each.url === url.split('|')[0]);
  const draft = held === null || held.statement?.state === 'in-progress';
  const save = useMutation({
    mutationFn: (state: FilledForm['state']) => {
      const statement = { questionnaire: url, state, items: tidied(items) } as never;
      return held === null
        ? recordClient.filledForms.add({ patient_id, statement }, { context: { idempotency_key: `${idempotency_key}-${state}` } })
        : recordClient.filledForms.change({ patient_id, id: held.id, version: held.version, statement });
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: recordQueries.key() });
      toast({ text: t('Saved') });
      close();
    },
  });
  if (questionnaire === undefined) return <p>{t('This questionnaire is not here: its answers can be read in the timeline.')}</p>;
  const whole = withSum(questionnaire, tidied(items));
  const issues = checkAnswers(questionnaire, whole, { complete: tried });
  const sum = scoreOf(questionnaire, whole);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (checkAnswers(questionnaire, whole, { complete: true }).length === 0) save.mutate(draft ? 'completed' : 'amended');
      }}
    >
      {held === null ? (
        <NativeSelect label={t('Questionnaire')} value={url} data={questionnaires.map((each) => ({ value: each.url, label: each.title }))} onChange={(event) => { setUrl(event.currentTarget.value); setItems([]); setTried(false); }} />
      ) : (
        <p className="quiet">{t('Written {date}', { date: written ?? '' })}</p>
      )}
      <Questions questions={questionnaire.item} items={items} around={[items]} issues={issues} change={setItems} />
      {sum !== null && <p role="status"><strong>{t('{sum} points', { sum })}</strong></p>}
      {save.error !== null && <ErrorState error={save.error} />}
      <Group mt="md">
        <Button type="submit" loading={save.isPending}>{draft ? t('Complete') : t('Save as amended')}</Button>
        {draft && <Button variant="default" disabled={issues.length > 0 && !tried} onClick={() => save.mutate('in-progress')}>{t('Keep as a draft')}</Button>}
        <Button variant="default" onClick={close}>{t('Cancel')}</Button>
      </Group>
      {typeof questionnaire['copyright'] === 'string' && <p className="quiet">{questionnaire['copyright']}</p>}
    </form>
  );
}
