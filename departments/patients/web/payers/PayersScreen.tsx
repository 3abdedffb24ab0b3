import { Button, Modal } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Answer, DataList, EmptyState, LoadingState, Page, useWords, Value, type Column } from '@openward/platform/ui';
import { lazy, Suspense, useMemo, useState } from 'react';
import { patientQueries } from '../client.ts';
import { payerKindWords, wordFor } from '../choices.ts';
import type { PayerShown } from './payer.ts';

const PayerForm = lazy(async () => ({ default: (await import('./PayerForm.tsx')).PayerForm }));

/** The payers that coverage can name: insurers, employers, the state. */
export default function PayersScreen() {
  const t = useWords();
  const [open, setOpen] = useState<PayerShown | 'new' | null>(null);
  const payers = useQuery(patientQueries.payers.queryOptions({ input: { ended_too: true } }));
  const columns = useMemo<Column<PayerShown>[]>(
    () => [
      { id: 'name', header: t('Name'), width: 'minmax(220px, 2fr)', cell: (row) => <Value>{row.name}</Value> },
      { id: 'kind', header: t('Kind'), width: '140px', cell: (row) => wordFor(payerKindWords, row.kind, t) },
      { id: 'code', header: t('Code'), width: '120px', cell: (row) => <Value script="latin">{row.code}</Value> },
      { id: 'phone', header: t('Telephone'), width: '160px', cell: (row) => <Value script="latin">{row.phone}</Value> },
      { id: 'active', header: t('State'), width: '110px', cell: (row) => (row.active ? t('In use') : t('Ended')) },
    ],
    [t],
  );
  return (
    <Page
      title={t('Payers')}
      fill
      actions={
        <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setOpen('new')}>
          {t('Add a payer')}
        </Button>
      }
    >
      <Answer of={payers}>
        {(answer) => (
          <DataList
            label={t('Payers')}
            rows={answer.payers}
            rowKey={(row) => row.id}
            columns={columns}
            onOpen={setOpen}
            empty={<EmptyState title={t('No payers yet')}>{t('Add the insurers and others who pay for patients.')}</EmptyState>}
          />
        )}
      </Answer>
      <Modal opened={open !== null} onClose={() => setOpen(null)} title={open === 'new' ? t('Add a payer') : t('Change a payer')}>
        <Suspense fallback={<LoadingState />}>
          {open !== null && <PayerForm payer={open === 'new' ? null : open} close={() => setOpen(null)} />}
        </Suspense>
      </Modal>
    </Page>
  );
}
