import { Anchor, Button, Group } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { Answer, clinicalDate, DataList, EmptyState, failureToast, Page, toast, useLive, usePermissions, useWords, Value, type Column } from '@openward/platform/ui';
import { useMemo } from 'react';
import type { AccountMovement, Statement } from '../../contract/index.ts';
import { BillingTabs } from '../BillingTabs.tsx';
import { billing, billingQueries } from '../client.ts';
import classes from '../invoice/invoice.module.css';
import { PatientCharges } from '../charge/PatientCharges.tsx';
import { Money } from '../Money.tsx';

/** Every movement on a patient's account with the balance after it; a line leads to its invoice or to the visit that made it. */
export default function PatientAccountScreen() {
  const { patientId: patient_id = '' } = useParams({ strict: false }) as { patientId?: string };
  const t = useWords();
  return <Page title={t('Billing')} note={<BillingTabs at="/billing/invoices" />}><PatientAccount patient_id={patient_id} /></Page>;
}

/** The same as a tab of the chart. */
export function PatientAccount({ patient_id }: { patient_id: string }) {
  const client = useQueryClient();
  const found = useQuery(billingQueries.statement.queryOptions({ input: { patient_id } }));
  useLive('billing-invoices', () => void client.invalidateQueries({ queryKey: billingQueries.statement.key() }));
  return <Answer of={found}>{(statement) => <Shown statement={statement} />}</Answer>;
}

const nothing = (amount: string) => /^-?0(\.0+)?$/.test(amount);

function Shown({ statement }: { statement: Statement }) {
  const t = useWords();
  const may = usePermissions();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { patient_id, currency } = statement;
  const draft = useMutation({
    mutationFn: () => billing.draftInvoices({ patient_id }),
    onSuccess: async ({ invoices }) => {
      await client.invalidateQueries({ queryKey: billingQueries.key() });
      toast({ text: t('{count} drafts', { count: invoices.length }) });
      if (invoices[0] !== undefined) void navigate({ to: `/billing/invoices/${invoices[0].id}` });
    },
    onError: failureToast,
  });
  const columns = useMemo((): Column<AccountMovement>[] => [
    { id: 'date', header: t('Day'), width: '120px', cell: (row) => <Value script="latin">{clinicalDate(row.date)}</Value> },
    { id: 'what', header: t('What for'), width: 'minmax(200px, 2fr)', card: 'title', cell: (row) => <>{row.reverses && <>{t('Taken back')}: </>}<Value>{row.description}</Value></> },
    { id: 'number', header: t('Number'), width: '130px', whole: true, cell: (row) => (row.invoice_id === null ? <span className="quiet"><Value script="latin">{row.number}</Value></span> : <Anchor component={Link} to={`/billing/invoices/${row.invoice_id}`}><Value script="latin">{row.label ?? row.number}</Value></Anchor>) },
    { id: 'visit', header: t('Visit'), width: '90px', cell: (row) => (row.visit_id === null || !may('visits.read') ? '–' : <Anchor component={Link} to={`/patients/${patient_id}/visits`}>{t('Visit')}</Anchor>) },
    { id: 'unbilled', header: t('Not yet invoiced'), width: '140px', align: 'end', cell: (row) => (nothing(row.unbilled) ? <span className="quiet">–</span> : <Money of={row.unbilled} />) },
    { id: 'amount', header: t('Amount'), width: '120px', align: 'end', cell: (row) => (nothing(row.amount) ? <span className="quiet">–</span> : <Money of={row.amount} />) },
    { id: 'balance', header: t('Balance'), width: '130px', align: 'end', cell: (row) => <strong><Money of={row.balance} /></strong> },
  ], [t, may, patient_id]);
  return (
    <div className={classes.stack}>
      <dl className={classes.tiles}>
        <div><dt>{t('To pay')}</dt><dd><Money of={statement.balance} currency={currency} /></dd></div>
        <div><dt>{t('Owed by invoices')}</dt><dd><Money of={statement.owed} currency={currency} /></dd></div>
        <div><dt>{t('Paid, not yet used')}</dt><dd><Money of={statement.credit} currency={currency} /></dd></div>
        <div><dt>{t('Not yet invoiced')}</dt><dd><Money of={statement.unbilled} currency={currency} /></dd></div>
      </dl>
      <Group gap="xs">
        {may('billing.invoice') && <Button loading={draft.isPending} disabled={nothing(statement.unbilled)} onClick={() => draft.mutate()}>{t('Draft invoices')}</Button>}
        <Button variant="default" component="a" href={`/api/billing/patients/${patient_id}/statement/print`} target="_blank" rel="noreferrer">{t('Print the statement')}</Button>
      </Group>
      <DataList
        label={t('Movements')} rows={statement.movements.toReversed()} rowKey={({ entry_id }) => entry_id} columns={columns}
        onOpen={({ invoice_id }) => { if (invoice_id !== null) void navigate({ to: `/billing/invoices/${invoice_id}` }); }}
        empty={<EmptyState title={t('Nothing has moved on this account')} />}
      />
      <h2>{t('Charges')}</h2>
      <PatientCharges patient_id={patient_id} />
    </div>
  );
}
