import { Button, Group, List, Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, Card, clinicalInstant, failureToast, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import type { Breach } from '../../contract/index.ts';
import { PatientFilter } from '../audit/PatientFilter.tsx';
import { compliance, complianceQueries } from '../client.ts';
import { AssessmentForm } from './AssessmentForm.tsx';
import { Clocks } from './Clocks.tsx';
import { NoticeForm } from './NoticeForm.tsx';
import { actWords, riskWords } from './words.ts';

/** One breach: what it means, who was told, whom it concerns, and what is still to do. */
export function BreachDialog({ breach_id, close }: { breach_id: string; close: () => void }) {
  const t = useWords();
  const found = useQuery({ ...complianceQueries.breach.queryOptions({ input: { breach_id } }), gcTime: 0 });
  return (
    <Modal opened onClose={close} title={t('Breach of personal data')} closeButtonProps={{ 'aria-label': t('Close') }} size="xl">
      <Answer of={found}>
        {({ breach, acts, persons }) => (
          <Stack key={breach.version}>
            <div>
              <strong><Value>{breach.title}</Value></strong>
              <div>{t('Known since')} <Value script="latin">{clinicalInstant(breach.aware_at)}</Value>{breach.happened !== '' && <> · <Value>{breach.happened}</Value></>}</div>
              <div>{[breach.seen && t('Others could see it'), breach.changed && t('It was changed'), breach.lost && t('It is lost or out of reach')].filter((text) => text !== false).join(' · ')}</div>
              <p><Value>{breach.description}</Value></p>
              {breach.risk !== null && <div>{t(riskWords[breach.risk] ?? breach.risk)}: <Value>{breach.risk_because ?? ''}</Value></div>}
            </div>
            <Card title={t('To be told')}><Stack p="sm"><Clocks of={breach.clocks} /></Stack></Card>
            <Card title={t('What was done')}>
              <List p="sm" listStyleType="none">
                {acts.map(({ id, act, at, by_name, note }) => (
                  <List.Item key={id}><Value script="latin">{clinicalInstant(at)}</Value> {t(actWords[act] ?? act)}, <Value>{by_name}</Value>{note !== '' && <>: <Value>{note}</Value></>}</List.Item>
                ))}
              </List>
            </Card>
            <Card title={t('Whom it concerns')}>
              <Stack p="sm">
                {persons.length === 0 ? <span>{t('Nobody is named yet')}</span> : (
                  <List>{persons.map(({ patient_id, name, hospital_number, what }) => <List.Item key={patient_id}><a href={`/patients/${patient_id}`}><Value>{name}</Value></a> <Value script="latin">{hospital_number}</Value>: <Value>{what}</Value></List.Item>)}</List>
                )}
                {breach.closed_at === null && <Name breach={breach} />}
              </Stack>
            </Card>
            {breach.closed_at === null && <><AssessmentForm breach={breach} /><NoticeForm breach={breach} /><Closing breach={breach} /></>}
          </Stack>
        )}
      </Answer>
    </Modal>
  );
}

function Name({ breach }: { breach: Breach }) {
  const t = useWords();
  const client = useQueryClient();
  const [what, say] = useState('');
  const naming = useMutation({ mutationFn: (patient_id: string) => compliance.addBreachPerson({ breach_id: breach.id, patient_id, what: what.trim() }), onSuccess: () => client.invalidateQueries({ queryKey: complianceQueries.breach.key() }), onError: failureToast });
  return (
    <Group align="end">
      <TextInput flex={1} label={t('What of theirs was touched')} value={what} maxLength={500} onChange={(event) => say(event.currentTarget.value)} />
      {what.trim() !== '' && <PatientFilter choose={(patient) => { if (patient !== null) naming.mutate(patient.id); }} />}
    </Group>
  );
}

function Closing({ breach: { id: breach_id, version, risk, clocks } }: { breach: Breach }) {
  const t = useWords();
  const client = useQueryClient();
  const [lesson, write] = useState('');
  const closing = useMutation({ mutationFn: () => compliance.closeBreach({ breach_id, version, lesson }), onSuccess: () => client.invalidateQueries({ queryKey: complianceQueries.key() }), onError: failureToast });
  if (risk === null || clocks.some(({ done_at }) => done_at === null)) return null;
  return (
    <Card title={t('Close the breach')}>
      <Stack p="sm">
        <Textarea label={t('What the hospital has learnt')} required autosize minRows={2} maxLength={2000} value={lesson} onChange={(event) => write(event.currentTarget.value)} />
        <Group justify="flex-end"><Button disabled={lesson.trim() === ''} loading={closing.isPending} onClick={() => closing.mutate()}>{t('Close the breach')}</Button></Group>
      </Stack>
    </Card>
  );
}
