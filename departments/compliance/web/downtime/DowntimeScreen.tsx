import { Button, Group } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, Card, clinicalInstant, type Column, DataList, EmptyState, failureToast, Mark, Page, toast, useLive, usePermissions, useWords, Value } from '@openward/platform/ui';
import { useMemo, useState } from 'react';
import type { DowntimeSetting, DowntimeSnapshot } from '../../contract/index.ts';
import { compliance, complianceQueries } from '../client.ts';
import { DowntimeDialog } from './DowntimeDialog.tsx';

/** What wards read when there is no server: how it is made, and the last ones. */
export default function DowntimeScreen() {
  const t = useWords();
  const may = usePermissions();
  const client = useQueryClient();
  const found = useQuery(complianceQueries.downtime.queryOptions({ input: {} }));
  useLive('downtime', () => void client.invalidateQueries({ queryKey: complianceQueries.downtime.key() }));
  const [setting, set] = useState<DowntimeSetting | null>(null);
  const making = useMutation({ mutationFn: () => compliance.makeDowntime({}), onSuccess: () => toast({ text: t('It is made within seconds') }), onError: failureToast });
  const manage = may('downtime.manage');
  const columns = useMemo<Column<DowntimeSnapshot>[]>(() => [
    { id: 'at', header: t('As of'), width: '170px', card: 'title', cell: (row) => <strong><Value script="latin">{clinicalInstant(row.made_at)}</Value></strong> },
    { id: 'patients', header: t('Patients'), width: '110px', cell: (row) => <Value script="latin">{String(row.patients)}</Value> },
    { id: 'size', header: t('Size'), width: '110px', cell: (row) => <Value script="latin">{`${Math.ceil(row.bytes / 1000)} kB`}</Value> },
    {
      id: 'state', header: t('State'), width: 'minmax(160px, 1fr)', cell: (row) => (row.fault !== null
        ? <><Mark tone="caution">{t('Failed')}</Mark> <Value script="latin">{row.fault}</Value></>
        : row.removed_at !== null ? <span className="quiet">{t('Replaced by newer ones')}</span> : <Mark tone="good">{t('There')}</Mark>),
    },
    {
      id: 'file', header: t('File'), width: '120px',
      cell: (row) => row.fault === null && row.removed_at === null && <a href={`/api/downtime/snapshots/${row.id}/file`} download>{t('Fetch')}</a>,
    },
  ], [t]);
  return (
    <Page
      title={t('Downtime')} fill
      actions={manage && found.data !== undefined && (
        <Group gap={8}>
          <Button variant="default" onClick={() => set(found.data.setting)}>{t('Set')}</Button>
          <Button disabled={!found.data.setting.passphrase_set || making.isPending} onClick={() => making.mutate()}>{t('Make one now')}</Button>
        </Group>
      )}
    >
      <Answer of={found}>
        {({ setting: { every_minutes, passphrase_set }, snapshots }) => (
          <>
            <Card title={t('When there is no server')}>
              <p>{t('One encrypted file with all who are in the hospital: warnings, allergies, medicines, open orders, and the appointments of the day. It opens in a browser with the passphrase, without a network.')}</p>
              <p>{passphrase_set ? t('Made every {minutes} minutes; the file latest.html is always the newest.', { minutes: every_minutes }) : <strong>{t('No passphrase is set yet: none is made.')}</strong>}</p>
            </Card>
            <DataList label={t('Downtime snapshots')} rows={snapshots} rowKey={({ id }) => id} columns={columns} empty={<EmptyState title={t('There is no snapshot yet')} />} />
          </>
        )}
      </Answer>
      {setting !== null && <DowntimeDialog setting={setting} close={() => set(null)} />}
    </Page>
  );
}
