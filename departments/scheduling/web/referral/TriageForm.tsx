import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { toast, useServerWords, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import { urgencies, type Referral, type Wanted } from '../../contract/index.ts';
import { proposedUrgency } from '../../rules/referral/due.ts';
import { scheduling, schedulingQueries } from '../client.ts';
import classes from '../day/schedule.module.css';
import { urgencyWords } from '../waiting-list/words.ts';

export type TriagePart = 'accept' | 'redirect' | 'reject';

interface TriageFormProps {
  part: TriagePart;
  referral: Referral;
  departments: readonly { id: string; name: string }[];
  done: () => void;
}

/** What a clinician decides on a referral. */
export function TriageForm({ part, referral, departments, done }: TriageFormProps) {
  const t = useWords();
  const say = useServerWords();
  const client = useQueryClient();
  const types = useQuery(schedulingQueries.visitTypes.queryOptions({ input: {}, staleTime: 60_000 }));
  const calendars = useQuery(schedulingQueries.resources.queryOptions({ input: {}, staleTime: 60_000 }));
  const offered = (types.data?.visit_types ?? []).filter(({ active }) => active);
  const [urgency, setUrgency] = useState<Wanted['urgency']>(referral.urgency ?? proposedUrgency(referral.priority));
  const [target, setTarget] = useState(referral.target_on ?? '');
  const [type, setType] = useState(referral.visit_type_id ?? '');
  const [calendar, setCalendar] = useState('');
  const [department_id, setDepartment] = useState('');
  const [reason, setReason] = useState('');
  const of = { patient_id: referral.patient_id, referral_id: referral.id, version: referral.version };
  const decide = useMutation({
    mutationFn: () => (part === 'accept' ? scheduling.acceptReferral({
      ...of, urgency, target_on: target === '' ? null : target, visit_type_id: type || offered[0]?.id || '', note: reason.trim() === '' ? null : reason.trim(),
      needs: [calendar === '' ? { kind: 'clinician', ...(referral.department_id === null ? {} : { department_id: referral.department_id }) } : { resource_ids: [calendar] }],
    }) : part === 'redirect' ? scheduling.redirectReferral({ ...of, department_id, reason }) : scheduling.rejectReferral({ ...of, reason })),
    onSuccess: () => {
      toast({ text: part === 'accept' ? t('They stand on the waiting list') : part === 'redirect' ? t('The referral is passed on') : t('The referral is rejected') });
      done();
    },
    onSettled: () => client.invalidateQueries({ queryKey: schedulingQueries.key() }),
  });
  const others = departments.filter(({ id }) => id !== referral.department_id);
  return (
    <form
      className={classes.dialog}
      onSubmit={(event) => {
        event.preventDefault();
        decide.mutate();
      }}
    >
      {part === 'accept' && (
        <>
          <NativeSelect label={t('How urgent')} data-autofocus value={urgency} onChange={(event) => setUrgency(event.currentTarget.value as Wanted['urgency'])} data={urgencies.map((value) => ({ value, label: t(urgencyWords[value]) }))} />
          <TextInput type="date" label={t('To be seen by')} value={target} onChange={(event) => setTarget(event.currentTarget.value)} />
          <NativeSelect label={t('Kind of appointment')} value={type} onChange={(event) => setType(event.currentTarget.value)} data={offered.map(({ id, name }) => ({ value: id, label: name }))} />
          <NativeSelect label={t('With')} value={calendar} onChange={(event) => setCalendar(event.currentTarget.value)} data={[{ value: '', label: t('Any clinician') }, ...(calendars.data?.resources ?? []).filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name }))]} />
        </>
      )}
      {part === 'redirect' && <NativeSelect label={t('To the department')} required value={department_id} onChange={(event) => setDepartment(event.currentTarget.value)} data={[{ value: '', label: t('Choose') }, ...others.map(({ id, name }) => ({ value: id, label: name }))]} />}
      <TextInput label={part === 'accept' ? t('Note') : t('Reason')} required={part !== 'accept'} maxLength={500} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      {decide.error !== null && <div role="alert">{say(decide.error.message)}</div>}
      <Button type="submit" loading={decide.isPending}>{part === 'accept' ? t('Accept') : part === 'redirect' ? t('Pass on') : t('Reject')}</Button>
    </form>
  );
}
