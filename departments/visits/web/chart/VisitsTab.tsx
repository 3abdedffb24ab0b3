import { Button, Modal } from '@mantine/core';
import { IconPlus, IconStethoscope } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Answer, Card, clinicalDate, clinicalInstant, DataList, EmptyState, usePermissions, useWords, Value, type Column } from '@openward/platform/ui';
import { useMemo, useState } from 'react';
import { codedText, type ChartVisit } from '../../contract/index.ts';
import { classWords } from '../choices.ts';
import { visitQueries } from '../client.ts';
import { StatusMark } from '../marks/StatusMark.tsx';
import { OpenVisit } from '../open/OpenVisit.tsx';
import PapersPart from '../papers/PapersPart.tsx';
import classes from '../visits.module.css';

/** All visits of a patient: ours, and those that were imported, which are for reading. */
export default function VisitsTab() {
  const t = useWords();
  const may = usePermissions();
  const navigate = useNavigate();
  const { patientId: patient_id = '' } = useParams({ strict: false }) as { patientId?: string };
  const found = useQuery(visitQueries.ofPatient.queryOptions({ input: { patient_id } }));
  const [opening, setOpening] = useState(false);
  const columns = useChartColumns();
  const add = may('visits.open') && (
    <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setOpening(true)}>
      {t('Open a visit')}
    </Button>
  );
  return (
    <div className={classes.tab}>
      <div className={`${classes.acts} not-printed`}>{add}</div>
      <Answer of={found}>
        {({ visits, more }) => (
          <DataList
            label={t('Visits')}
            rows={visits}
            rowKey={(row) => row.id}
            columns={columns}
            onOpen={(row) => {
              if (row.source === null) void navigate({ to: `/patients/${patient_id}/consultation/${row.id}` });
              else void navigate({ to: `/patients/${patient_id}/timeline` });
            }}
            maxHeight={640}
            {...(more ? { foot: t('Older ones stand in the timeline.') } : {})}
            empty={<EmptyState title={t('No visit yet')} icon={<IconStethoscope size={22} />}>{t('Open one when the patient comes, or is expected.')}</EmptyState>}
          />
        )}
      </Answer>
      {may('records.read') && <Card title={t('Papers')}><PapersPart patient_id={patient_id} /></Card>}
      <Modal opened={opening} onClose={() => setOpening(false)} title={t('Open a visit')} size="lg" closeButtonProps={{ 'aria-label': t('Close') }}>
        <OpenVisit
          patient_id={patient_id}
          close={() => setOpening(false)}
          onDone={(visit) => {
            setOpening(false);
            if (may('visits.write')) void navigate({ to: `/patients/${visit.patient_id}/consultation/${visit.id}` });
          }}
        />
      </Modal>
    </div>
  );
}

function useChartColumns(): Column<ChartVisit>[] {
  const t = useWords();
  const clinical = usePermissions()('records.read');
  return useMemo(() => {
    const known = (text: string | null | undefined) => (text === null || text === undefined || text === '' ? <span className="quiet">–</span> : <Value>{text}</Value>);
    const date = (row: ChartVisit) => (row.date === null ? known(null) : <Value script="latin">{row.date.includes('T') ? clinicalInstant(row.date) : clinicalDate(row.date)}</Value>);
    return [
      { id: 'date', header: t('When'), width: '160px', card: 'title', whole: true, cell: date },
      { id: 'kind', header: t('Kind'), width: 'minmax(130px, 1fr)', cell: (row) => (row.class === null ? known(row.title) : t(classWords[row.class])) },
      { id: 'status', header: t('State'), width: '150px', card: 'plain', cell: (row) => (row.status === null ? known(null) : <StatusMark status={row.status} signed={row.signed} />) },
      ...(clinical ? [
        { id: 'reason', header: t('Reason'), width: 'minmax(140px, 1.4fr)', cell: (row: ChartVisit) => known(row.reasons?.map(codedText).join(', ')) },
        { id: 'diagnosis', header: t('Diagnosis'), width: 'minmax(140px, 1.4fr)', cell: (row: ChartVisit) => known(row.diagnoses?.join(', ')) },
      ] : []),
      { id: 'attender', header: t('Seen by'), width: 'minmax(130px, 1fr)', cell: (row) => known(row.attender_name) },
      { id: 'source', header: t('From'), width: '130px', cell: (row) => (row.source === null ? known(row.department_name) : <span className="quiet">{t('imported from {source}', { source: row.source })}</span>) },
    ];
  }, [t, clinical]);
}
