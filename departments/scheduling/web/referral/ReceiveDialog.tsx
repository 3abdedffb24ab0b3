import { Button, Modal, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { clinicalDate, toast, usePermissions, useServerWords, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import { referralPriorities, type Referral } from '../../contract/index.ts';
import { PatientPick } from '../book/PatientPick.tsx';
import { recordQueries, scheduling, schedulingQueries } from '../client.ts';
import classes from '../day/schedule.module.css';
import { priorityWords } from './words.ts';

interface ReceiveDialogProps {
  departments: readonly { id: string; name: string }[];
  close: () => void;
}

const blank = { from_name: '', from_contact: '', their_number: '', authorisation: '', document_id: '', reason: '', note: '', department_id: '' };

/** Enters a referral that came on paper, by telephone or by fax. */
export function ReceiveDialog({ departments, close }: ReceiveDialogProps) {
  const t = useWords();
  const say = useServerWords();
  const may = usePermissions();
  const client = useQueryClient();
  const [patient_id, setPatient] = useState<string | null>(null);
  const [priority, setPriority] = useState<Referral['priority']>('routine');
  const [fields, setFields] = useState(blank);
  // Whoever may read the chart says which of its files it came with.
  const files = useQuery(recordQueries.documents.queryOptions({ input: patient_id === null || !may('records.read') ? skipToken : { patient_id } }));
  const told = (text: string) => (text.trim() === '' ? null : text.trim());
  const receive = useMutation({
    mutationFn: () => scheduling.receiveReferral({
      patient_id: patient_id ?? '', priority, from_name: fields.from_name, reason: fields.reason, from_contact: told(fields.from_contact), their_number: told(fields.their_number),
      authorisation: told(fields.authorisation), document_id: told(fields.document_id), note: told(fields.note), department_id: told(fields.department_id),
    }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: schedulingQueries.referrals.key() });
      toast({ text: t('The referral waits for triage') });
      close();
    },
  });
  const field = (name: keyof typeof blank) => ({ value: fields[name], onChange: (event: { currentTarget: { value: string } }) => {
    const { value } = event.currentTarget;
    setFields((now) => ({ ...now, [name]: value }));
  } });
  return (
    <Modal opened onClose={close} title={t('Enter a referral')} size="lg" closeButtonProps={{ 'aria-label': t('Close') }}>
      <form
        className={classes.dialog}
        onSubmit={(event) => {
          event.preventDefault();
          receive.mutate();
        }}
      >
        <PatientPick value={patient_id} choose={setPatient} />
        <TextInput label={t('Who refers')} required maxLength={200} {...field('from_name')} />
        <TextInput label={t('How they are reached')} maxLength={200} {...field('from_contact')} />
        <TextInput label={t('Reason')} required maxLength={500} {...field('reason')} />
        <NativeSelect label={t('Priority')} value={priority} onChange={(event) => setPriority(event.currentTarget.value as Referral['priority'])} data={referralPriorities.map((value) => ({ value, label: t(priorityWords[value]) }))} />
        <NativeSelect label={t('To the department')} data={[{ value: '', label: t('Not said') }, ...departments.map(({ id, name }) => ({ value: id, label: name }))]} {...field('department_id')} />
        <TextInput label={t('Their number')} maxLength={100} {...field('their_number')} />
        <TextInput label={t('Authorisation of the payer')} maxLength={100} {...field('authorisation')} />
        {(files.data?.documents ?? []).length > 0 && (
          <NativeSelect label={t('Document')} data={[{ value: '', label: t('None') }, ...(files.data?.documents ?? []).map(({ id, title, created_at }) => ({ value: id, label: `${title} · ${clinicalDate(created_at)}` }))]} {...field('document_id')} />
        )}
        <Textarea label={t('Note')} maxLength={1000} autosize {...field('note')} />
        {receive.error !== null && <div role="alert">{say(receive.error.message)}</div>}
        <Button type="submit" disabled={patient_id === null} loading={receive.isPending}>{t('Enter')}</Button>
      </form>
    </Modal>
  );
}
