import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Card, clientFor, failureToast, Page, useWords, Value } from '@openward/platform/ui';
import { patientsContract } from '@openward/patients/contract';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { BillingTabs } from '../BillingTabs.tsx';
import classes from '../money.module.css';
import { TakePayment } from './TakePayment.tsx';

const patients = clientFor(patientsContract);

/** Finds somebody, takes what they pay, prints: each by one key. Or enters what was paid on paper, under the number of its receipt. */
export default function CashierScreen() {
  const t = useWords();
  const navigate = useNavigate();
  const { receiptNumber: paper } = useParams({ strict: false }) as { receiptNumber?: string };
  const [asked, setAsked] = useState('');
  const [patient_id, setPatient] = useState<string | null>(null);
  const find = useMutation({
    mutationFn: (q: string) => patients.search({ q, limit: 8 }),
    // One who is found alone is the one.
    onSuccess: ({ patients: found }) => { if (found.length === 1) setPatient(found[0]?.id ?? null); },
    onError: failureToast,
  });
  const again = () => { if (paper !== undefined) void navigate({ to: '/billing/paper' }); setPatient(null); setAsked(''); find.reset(); };
  return (
    <Page title={paper === undefined ? t('Cashier') : t('Enter what was on paper: {number}', { number: paper })} note={<BillingTabs at="/cashier" />}>
      {patient_id === null ? (
        <Card title={t('Who pays?')}>
          <div className={classes.stack}>
            <form className={classes.bar} onSubmit={(event) => { event.preventDefault(); if (asked.trim() !== '') find.mutate(asked); }}>
              <TextInput label={t('Name, hospital number or phone')} value={asked} onChange={(event) => setAsked(event.currentTarget.value)} dir="auto" autoComplete="off" data-autofocus ref={(field) => field?.focus()} />
              <Button type="submit" loading={find.isPending}>{t('Find')}</Button>
            </form>
            <div className={classes.found} role="status">
              {find.data?.patients.length === 0 && t('Nobody was found')}
              {find.data?.patients.map((each) => (
                <Button key={each.id} variant="default" justify="start" onClick={() => setPatient(each.id)}>
                  <Value>{each.display_name}</Value>&ensp;<Value script="latin">{each.hospital_number}</Value>
                </Button>
              ))}
            </div>
          </div>
        </Card>
      ) : <TakePayment patient_id={patient_id} paper={paper} again={again} />}
    </Page>
  );
}
