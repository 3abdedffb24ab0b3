import { Button, Group, List, Stack, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, Card, clinicalDate, clinicalInstant, failureToast, Mark, useAccount, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import type { Erasure, ErasurePart, ErasurePreview } from '../../contract/index.ts';
import { compliance, complianceQueries } from '../client.ts';
import { erasureWords, openWords, partContents, partWords, reasonWords } from './words.ts';

/** What of a record may be erased, what stays and by which law; proposed by one person, let go by another. */
export function ErasureCard({ request_id, open }: { request_id: string; open: boolean }) {
  const t = useWords();
  const found = useQuery({ ...complianceQueries.erasurePreview.queryOptions({ input: { request_id } }), gcTime: 0 });
  return (
    <Card title={t('What goes, and what stays')}>
      <Answer of={found}>
        {(preview) => (
          <Stack p="sm">
            {preview.open.length > 0 && <div><Mark tone="caution">{t('Still under way')}</Mark> {preview.open.map(({ kind, count }) => `${t(openWords[kind] ?? kind)} (${count})`).join(', ')}</div>}
            <List>{preview.parts.map((part) => <List.Item key={part.category}><Part of={part} /></List.Item>)}</List>
            {preview.erasures.map((erasure) => <Proposed key={erasure.id} of={erasure} />)}
            {open && <Act request_id={request_id} preview={preview} />}
          </Stack>
        )}
      </Answer>
    </Card>
  );
}

function Part({ of: { category, may_go, kept_until, reason, law, tables } }: { of: ErasurePart }) {
  const t = useWords();
  const count = tables.reduce((sum, { found }) => sum + found, 0);
  return (
    <>
      <strong>{t(partWords[category] ?? category)}</strong> <Mark tone={may_go ? 'caution' : 'plain'}>{may_go ? t('May go') : t('Stays')}</Mark>{' '}
      {t('{count, plural, =0 {No entries} one {# entry} other {# entries}}', { count })}
      <div>{t(partContents[category] ?? category)}</div>
      <div>
        {t(reasonWords[reason] ?? reason)}{kept_until !== null && <>, {t('until')} <Value script="latin">{clinicalDate(kept_until)}</Value></>} · <Value script="latin">{law}</Value>
      </div>
    </>
  );
}

function Proposed({ of: { categories, state, asked_at, asked_by_name, decided_at, decided_by_name, note } }: { of: Erasure }) {
  const t = useWords();
  return (
    <div>
      <Mark tone={state === 'asked' ? 'caution' : 'plain'}>{t(erasureWords[state] ?? state)}</Mark> {categories.map((category) => t(partWords[category] ?? category)).join(', ')}
      <div><Value script="latin">{clinicalInstant(asked_at)}</Value> <Value>{asked_by_name}</Value></div>
      {decided_at !== null && <div><Value script="latin">{clinicalInstant(decided_at)}</Value> <Value>{decided_by_name}</Value>: <Value>{note}</Value></div>}
    </div>
  );
}

function Act({ request_id, preview }: { request_id: string; preview: ErasurePreview }) {
  const t = useWords();
  const client = useQueryClient();
  const own_account = useAccount().id;
  const [note, write] = useState('');
  const done = { onSuccess: () => client.invalidateQueries({ queryKey: complianceQueries.key() }), onError: failureToast };
  const categories = preview.parts.flatMap(({ category, may_go }) => (may_go && category !== 'kept' ? [category] : []));
  const asking = useMutation({ mutationFn: () => compliance.askErasure({ request_id, categories }), ...done });
  const deciding = useMutation({ mutationFn: (chosen: { erasure_id: string; decision: 'done' | 'refused' | 'withdrawn' }) => compliance.decideErasure({ request_id, ...chosen, note }), ...done });
  const waiting = preview.erasures.find(({ state }) => state === 'asked');
  if (waiting === undefined) {
    const gone = preview.erasures.some(({ state, categories: erased }) => state === 'done' && categories.every((category) => erased.includes(category)));
    return categories.length === 0 || gone ? null : (
      <Group justify="flex-end"><Button disabled={asking.isPending} onClick={() => asking.mutate()}>{t('Propose to erase what may go')}</Button></Group>
    );
  }
  const decide = (decision: 'done' | 'refused' | 'withdrawn') => () => deciding.mutate({ erasure_id: waiting.id, decision });
  const ready = note.trim() !== '' && !deciding.isPending;
  const own = waiting.asked_by === own_account;
  return (
    <>
      <Textarea label={own ? t('Why it is withdrawn') : t('What was looked at')} required autosize value={note} maxLength={1000} onChange={(event) => write(event.currentTarget.value)} />
      <p>{own ? t('Somebody else erases what you proposed.') : t('What is erased does not come back.')}</p>
      <Group justify="flex-end">
        {own ? <Button variant="default" disabled={!ready} onClick={decide('withdrawn')}>{t('Withdraw')}</Button> : (
          <>
            <Button variant="default" disabled={!ready} onClick={decide('refused')}>{t('Refuse')}</Button>
            <Button color="red" disabled={!ready} onClick={decide('done')}>{t('Erase for good')}</Button>
          </>
        )}
      </Group>
    </>
  );
}
