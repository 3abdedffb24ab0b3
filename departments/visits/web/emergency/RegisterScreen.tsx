import { Button, TextInput } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Answer, clinicalDay, clinicalTime, EmptyState, groupNumber, LoadingState, Page, ScrollTable, usePermissions, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import { visitQueries } from '../client.ts';
import { Acuity } from './Acuity.tsx';
import classes from './emergency.module.css';
import { endWords, modeWords } from './words.ts';

/** The register of a day: who came, when each step was, and whether the target was met. It prints as it stands. */
export default function RegisterScreen() {
  const t = useWords();
  const [date, setDate] = useState('');
  const found = useQuery({ ...visitQueries.emergencyRegister.queryOptions({ input: date === '' ? {} : { date } }), placeholderData: keepPreviousData });
  const may = usePermissions();
  const time = (at: string | null) => (at === null ? '–' : clinicalTime(at));
  return (
    <Page title={t('Emergency register')} {...(found.data === undefined ? {} : { note: clinicalDay(found.data.date) })} actions={<Button className="not-printed" variant="default" onClick={() => window.print()}>{t('Print')}</Button>}>
      <div className={`${classes.bar} not-printed`}>
        <TextInput type="date" aria-label={t('Day')} value={date === '' ? (found.data?.date ?? '') : date} onChange={(event) => setDate(event.currentTarget.value)} />
      </div>
      <Answer of={found} loading={<LoadingState lines={10} />}>
        {({ lines }) => (lines.length === 0 ? <EmptyState title={t('Nobody came')}>{t('Choose another day.')}</EmptyState> : (
          <ScrollTable label={t('Emergency register')}>
            <table className={classes.table}>
              <thead>
                <tr>{[t('Came'), t('Patient'), t('How'), t('Complaint'), t('Urgency'), t('Triage'), t('Due'), t('Seen'), t('In time'), t('Decided'), t('Gone'), t('Where to')].map((head) => <th key={head} scope="col">{head}</th>)}</tr>
              </thead>
              <tbody>
                {lines.map((line) => (
                  <tr key={line.visit_id}>
                    <td>{time(line.arrived_at)}</td>
                    <td><Value>{line.patient_name}</Value><br /><Value script="latin">{groupNumber(line.hospital_number)}</Value>{line.medico_legal && <> · {t('Medico-legal')}</>}</td>
                    <td>{t(modeWords[line.arrival_mode])}</td>
                    <td>{line.complaint === null ? '–' : <Value>{line.complaint}</Value>}</td>
                    <td><Acuity level={line.level} scheme={line.scheme} /></td>
                    <td>{time(line.triaged_at)}</td>
                    <td>{time(line.due_at)}</td>
                    <td>{time(line.started_at)}{line.out_of_turn_reason !== null && <><br /><Value>{line.out_of_turn_reason}</Value></>}</td>
                    <td>{line.target_met === null ? '–' : line.target_met ? t('Yes') : t('No')}</td>
                    <td>{time(line.disposition_at)}</td>
                    <td>{time(line.ended_at)}</td>
                    <td>{line.disposition === null ? '–' : t(endWords[line.disposition])}{line.disposition === 'against-advice' && may('emergency.triage') && <><br /><a className="not-printed" href={`/api/patients/${line.patient_id}/emergency/${line.visit_id}/advice-form`} target="_blank" rel="noopener">{t('Form')}</a></>}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollTable>
        ))}
      </Answer>
    </Page>
  );
}
