import { Modal } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, clinicalInstant, DataList, EmptyState, Mark, useLive, useWords, Value, type Column } from '@openward/platform/ui';
import { useMemo, useState } from 'react';
import type { Charge } from '../../contract/index.ts';
import { billingQueries } from '../client.ts';
import { ChargeDialog } from './ChargeDialog.tsx';
import { chargeStateWords } from './choices.ts';

/** What was done for a patient, and what it costs; for their account. */
export function PatientCharges({ patient_id }: { patient_id: string }) {
  const t = useWords();
  const client = useQueryClient();
  const [open, setOpen] = useState<Charge | null>(null);
  const found = useQuery(billingQueries.charges.queryOptions({ input: { patient_id } }));
  useLive('billing-charges', () => void client.invalidateQueries({ queryKey: billingQueries.charges.key() }));
  const columns = useChargeColumns<Charge>();
  return (
    <>
      <Answer of={found}>
        {({ charges }) => <DataList label={t('Charges')} rows={charges} rowKey={({ id }) => id} columns={columns} onOpen={setOpen} empty={<EmptyState title={t('Nothing was charged yet')} />} />}
      </Answer>
      <ChargeModal charge={open} close={() => setOpen(null)} />
    </>
  );
}

export function ChargeModal({ charge, close }: { charge: Charge | null; close: () => void }) {
  const t = useWords();
  return (
    <Modal opened={charge !== null} onClose={close} title={t('Charge')} size="lg" closeButtonProps={{ 'aria-label': t('Close') }}>
      {charge !== null && <ChargeDialog charge={charge} close={close} />}
    </Modal>
  );
}

export function useChargeColumns<Row extends Charge>(): Column<Row>[] {
  const t = useWords();
  return useMemo(() => [
    { id: 'at', header: t('When'), width: '160px', cell: (row) => <Value script="latin">{clinicalInstant(row.performed_at)}</Value> },
    { id: 'what', header: t('What'), width: 'minmax(200px, 2fr)', card: 'title', cell: (row) => <Value>{row.service_name}</Value> },
    { id: 'quantity', header: t('Quantity'), width: '90px', align: 'end', cell: (row) => <Value script="latin">{row.quantity}</Value> },
    { id: 'net', header: t('Without tax'), width: '130px', align: 'end', cell: (row) => <Value script="latin">{row.priced ? `${row.net} ${row.currency}` : '–'}</Value> },
    { id: 'tax', header: t('Tax'), width: '100px', align: 'end', cell: (row) => <Value script="latin">{row.tax}</Value> },
    { id: 'state', header: t('State'), width: '150px', cell: (row) => <Mark tone={row.state === 'held' ? 'caution' : row.state === 'billable' ? 'good' : 'plain'}>{t(chargeStateWords[row.state])}</Mark> },
  ], [t]);
}
