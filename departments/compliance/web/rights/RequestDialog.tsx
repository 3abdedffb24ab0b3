import { Button, Group, List, Modal, Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, clinicalDate, clinicalInstant, failureToast, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import type { RightsAct, RightsRequest } from '../../contract/index.ts';
import { compliance, complianceQueries } from '../client.ts';
import { ErasureCard } from '../erasure/ErasureCard.tsx';
import { useLaws } from '../erasure/useLaws.ts';
import { CopyAct } from './CopyAct.tsx';
import { kindWords, stateWords } from './words.ts';

type Outcome = Exclude<RightsRequest['state'], 'open'>;
const outcomes: Outcome[] = ['granted', 'partly', 'refused', 'withdrawn'];

/** One request: what was done about it, and what may be done. */
export function RequestDialog({ request_id, close }: { request_id: string; close: () => void }) {
  const t = useWords();
  const found = useQuery({ ...complianceQueries.rightsRequest.queryOptions({ input: { request_id } }), gcTime: 0 });
  return (
    <Modal opened onClose={close} title={t('Request')} closeButtonProps={{ 'aria-label': t('Close') }} size="lg">
      <Answer of={found}>{({ request, acts }) => <Opened key={request.version} request={request} acts={acts} />}</Answer>
    </Modal>
  );
}

function Opened({ request, acts }: { request: RightsRequest; acts: RightsAct[] }) {
  const t = useWords();
  return (
    <Stack>
      <div>
        <strong><Value>{request.patient_name}</Value></strong> · {t(kindWords[request.kind] ?? request.kind)} · {t('Due')} <Value script="latin">{clinicalDate(request.due_on)}</Value>
        <div><Value>{request.asked_by}</Value> · <Value>{request.identity_proof}</Value></div>
        <div><Value>{request.wish}</Value></div>
      </div>
      <List>
        {acts.map(({ id, act, at, by_name, note }) => (
          <List.Item key={id}><Value script="latin">{clinicalInstant(at)}</Value> {t(stateWords[act] ?? act)}, <Value>{by_name}</Value>{note !== '' && <>: <Value>{note}</Value></>}</List.Item>
        ))}
      </List>
      {request.legal_basis !== null && <div>{t('By law')}: <Value>{request.legal_basis}</Value></div>}
      {request.kind === 'erasure' && <ErasureCard request_id={request.id} open={request.state === 'open'} />}
      {request.state === 'open' && <Acts request={request} />}
    </Stack>
  );
}

function Acts({ request: { id: request_id, version, kind, extension_reason, patient_id } }: { request: RightsRequest }) {
  const t = useWords();
  const client = useQueryClient();
  const [reason, give] = useState('');
  const [outcome, choose] = useState<Outcome | null>(null);
  const laws = useLaws(request_id, kind === 'erasure');
  const [named, name] = useState<string | null>(null);
  const law = named ?? laws;
  const [answer, write] = useState('');
  const lawful = outcome !== 'refused' && outcome !== 'partly';
  const done = { onSuccess: () => client.invalidateQueries({ queryKey: complianceQueries.key() }), onError: failureToast };
  const extending = useMutation({ mutationFn: () => compliance.extendRightsRequest({ request_id, version, reason }), ...done });
  const answering = useMutation({ mutationFn: (chosen: Outcome) => compliance.answerRightsRequest({ request_id, version, outcome: chosen, legal_basis: lawful || law.trim() === '' ? null : law, answer }), ...done });
  return (
    <Stack>
      <Group>
        <Button component="a" href={`/patients/${patient_id}`} variant="default">{t('Open the chart')}</Button>
      </Group>
      {(kind === 'access' || kind === 'portability') && <CopyAct request_id={request_id} made={done.onSuccess} />}
      {extension_reason === null && (
        <Group align="end">
          <TextInput flex={1} label={t('Reason for two months more')} value={reason} maxLength={1000} onChange={(event) => give(event.currentTarget.value)} />
          <Button variant="default" disabled={reason.trim().length < 5 || extending.isPending} onClick={() => extending.mutate()}>{t('Extend')}</Button>
        </Group>
      )}
      <Radio.Group label={t('Answer')} value={outcome ?? ''} onChange={(value) => choose(value as Outcome)}>
        <Group mt={6}>{outcomes.map((value) => <Radio key={value} value={value} label={t(stateWords[value] ?? value)} />)}</Group>
      </Radio.Group>
      {!lawful && <TextInput label={t('The law by which it is refused')} required value={law} maxLength={300} onChange={(event) => name(event.currentTarget.value)} />}
      <Textarea label={t('What was answered')} required autosize minRows={2} value={answer} maxLength={4000} onChange={(event) => write(event.currentTarget.value)} />
      <Group justify="flex-end">
        <Button disabled={outcome === null || answer.trim() === '' || (!lawful && law.trim() === '') || answering.isPending} onClick={() => outcome !== null && answering.mutate(outcome)}>{t('Answer the request')}</Button>
      </Group>
    </Stack>
  );
}
