import { Button } from '@mantine/core';
import { IconCalendar, IconCalendarPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Answer, clinicalInstant, DataList, EmptyState, usePermissions, useWords, Value, type Column } from '@openward/platform/ui';
import { useMemo, useState } from 'react';
import type { Appointment } from '../../contract/index.ts';
import { BookDialog } from '../book/BookDialog.tsx';
import { statusShapes, statusWords } from '../choices.ts';
import { schedulingQueries } from '../client.ts';
import { AppointmentDetails } from '../details/AppointmentDetails.tsx';
import { FitInButton } from '../harm/FitInButton.tsx';
import classes from './tab.module.css';

/** The appointments of a patient, the latest first. */
export default function AppointmentsTab() {
  const t = useWords();
  const may = usePermissions();
  const { patientId: patient_id = '' } = useParams({ strict: false }) as { patientId?: string };
  const found = useQuery(schedulingQueries.ofPatient.queryOptions({ input: { patient_id } }));
  const [booking, setBooking] = useState(false);
  const [opened, setOpened] = useState<string | null>(null);
  const columns = useMemo((): Column<Appointment>[] => [
    { id: 'when', header: t('When'), width: '160px', card: 'title', whole: true, cell: (row) => <Value script="latin">{clinicalInstant(row.start)}</Value> },
    { id: 'what', header: t('Kind'), width: 'minmax(130px, 1fr)', cell: (row) => <Value>{row.visit_type_name}</Value> },
    { id: 'with', header: t('With'), width: 'minmax(150px, 1.4fr)', cell: (row) => <Value>{row.resources.map(({ name }) => name).join(', ')}</Value> },
    { id: 'status', header: t('State'), width: '140px', card: 'plain', cell: (row) => <span><span aria-hidden>{statusShapes[row.status]} </span>{t(statusWords[row.status])}</span> },
    { id: 'reason', header: t('Reason'), width: 'minmax(130px, 1.2fr)', cell: (row) => (row.reason === null ? <span className="quiet">–</span> : <Value>{row.reason}</Value>) },
  ], [t]);
  return (
    <div className={classes.tab}>
      {may('scheduling.book') && (
        <div className="not-printed">
          <Button leftSection={<IconCalendarPlus size={15} aria-hidden />} onClick={() => setBooking(true)}>{t('Book an appointment')}</Button>{' '}
          <FitInButton patient_id={patient_id} />
        </div>
      )}
      <Answer of={found}>
        {({ appointments }) => (
          <DataList
            label={t('Appointments')} rows={appointments} rowKey={(row) => row.id} columns={columns} onOpen={(row) => setOpened(row.id)} maxHeight={640}
            empty={<EmptyState title={t('No appointment yet')} icon={<IconCalendar size={22} />}>{t('Book one when the patient is to come.')}</EmptyState>}
          />
        )}
      </Answer>
      {booking && <BookDialog patient_id={patient_id} close={() => setBooking(false)} />}
      {opened !== null && <AppointmentDetails patient_id={patient_id} appointment_id={opened} close={() => setOpened(null)} />}
    </div>
  );
}
