import { Button, Group, Modal, NativeSelect, Stack, Switch, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Answer, clinicalDate, DataList, EmptyState, failureToast, Page, ScrollTable, toast, useAccount, useLive, useWords, Value, words, type Column } from '@openward/platform/ui';
import { useMemo, useState } from 'react';
import type { Receivable } from '../../contract/index.ts';
import { BillingTabs } from '../BillingTabs.tsx';
import { billing, billingQueries } from '../client.ts';
import classes from '../invoice/invoice.module.css';
import { Money } from '../Money.tsx';

const shows = [['overdue', words('Overdue')], ['promised', words('Promised')], ['mine', words('Mine')], ['all', words('All')]] as const;
const debtors = [['all', words('Everybody')], ['patient', words('Patients')], ['payer', words('Payers')]] as const;

/** What is owed, the oldest first: who follows it up, what was promised, what was sent. */
export default function ReceivablesScreen() {
  const t = useWords();
  const client = useQueryClient();
  const [show, setShow] = useState<(typeof shows)[number][0]>('overdue');
  const [debtor, setDebtor] = useState<(typeof debtors)[number][0]>('all');
  const [open, setOpen] = useState<Receivable | null>(null);
  const found = useQuery(billingQueries.receivables.queryOptions({ input: { show, debtor } }));
  useLive('billing-invoices', () => void client.invalidateQueries({ queryKey: billingQueries.receivables.key() }));
  const columns = useMemo((): Column<Receivable>[] => [
    { id: 'debtor', header: t('Debtor'), width: 'minmax(160px, 2fr)', card: 'title', cell: (row) => <Value>{row.debtor_name}</Value> },
    { id: 'label', header: t('Number'), width: '130px', whole: true, cell: (row) => <Value script="latin">{row.label ?? ''}</Value> },
    { id: 'open', header: t('Open'), width: '130px', align: 'end', cell: (row) => <Money of={row.open ?? '0'} currency={row.currency} /> },
    { id: 'due', header: t('Due'), width: '115px', cell: (row) => <Value script="latin">{row.due_date === null ? '–' : clinicalDate(row.due_date)}</Value> },
    { id: 'days', header: t('Days overdue'), width: '110px', align: 'end', cell: (row) => <Value script="latin">{String(row.days_overdue)}</Value> },
    { id: 'reminders', header: t('Reminders'), width: '100px', align: 'end', cell: (row) => <Value script="latin">{String(row.reminders)}</Value> },
    { id: 'promised', header: t('Promised'), width: '160px', cell: (row) => (row.promised_on === null ? '–' : <><Money of={row.promised ?? ''} /> <Value script="latin">{clinicalDate(row.promised_on)}</Value></>) },
    { id: 'owner', header: t('Followed up by'), width: 'minmax(120px, 1fr)', cell: (row) => (row.owner_name === null ? '–' : <Value>{row.owner_name}</Value>) },
  ], [t]);
  return (
    <Page
      title={t('Billing')} note={<BillingTabs at="/billing/receivables" />}
      actions={<Group gap="xs">
        <NativeSelect size="xs" aria-label={t('Which')} value={show} onChange={({ currentTarget: { value } }) => setShow(value as typeof show)} data={shows.map(([value, label]) => ({ value, label: t(label) }))} />
        <NativeSelect size="xs" aria-label={t('Whose')} value={debtor} onChange={({ currentTarget: { value } }) => setDebtor(value as typeof debtor)} data={debtors.map(([value, label]) => ({ value, label: t(label) }))} />
      </Group>}
    >
      <Answer of={found}>
        {({ receivables, bands }) => (
          <div className={classes.stack}>
            {bands.length > 0 && <ScrollTable label={t('By age')}><table className={classes.lines}>
              <thead><tr><th scope="col">{t('Currency')}</th>{[t('Not yet due'), t('up to 30 days'), t('31 to 60'), t('61 to 90'), t('older')].map((head) => <th key={head} scope="col" className={classes.end}>{head}</th>)}</tr></thead>
              <tbody>{bands.map((band) => <tr key={band.currency}><th scope="row"><Value script="latin">{band.currency}</Value></th>{[band.not_due, band.to_30, band.to_60, band.to_90, band.over_90].map((of, at) => <td key={at} className={classes.end}><Money of={of} /></td>)}</tr>)}</tbody>
            </table></ScrollTable>}
            <DataList label={t('What is owed')} rows={receivables} rowKey={({ id }) => id} columns={columns} onOpen={setOpen} empty={<EmptyState title={t('Nothing of this kind is owed')} />} />
          </div>
        )}
      </Answer>
      {open !== null && <FollowUp of={open} close={() => setOpen(null)} />}
    </Page>
  );
}

function FollowUp({ of, close }: { of: Receivable; close: () => void }) {
  const t = useWords();
  const me = useAccount();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [mine, setMine] = useState(of.owner_id === me.id);
  const [promised_on, setPromisedOn] = useState(of.promised_on ?? '');
  const [promised, setPromised] = useState(of.promised ?? '');
  const [quiet_until, setQuietUntil] = useState(of.quiet_until ?? '');
  const [note, setNote] = useState(of.follow_up_note ?? '');
  const invoice_id = of.id;
  const act = useMutation({
    mutationFn: (what: 'keep' | 'remind') => (what === 'remind' ? billing.remind({ invoice_id }) : billing.followUp({
      invoice_id, version: of.follow_up_version, mine, promised_on: promised_on === '' ? null : promised_on, promised: promised === '' ? null : promised, quiet_until: quiet_until === '' ? null : quiet_until, note: note.trim() === '' ? null : note.trim(),
    })),
    onSuccess: async (_now, what) => {
      await client.invalidateQueries({ queryKey: billingQueries.key() });
      toast({ text: what === 'remind' ? t('A reminder goes out') : t('Kept') });
      close();
    },
    onError: failureToast,
  });
  return (
    <Modal opened onClose={close} title={`${of.label ?? ''} ${of.debtor_name}`} closeButtonProps={{ 'aria-label': t('Close') }}>
      <form onSubmit={(event) => { event.preventDefault(); act.mutate('keep'); }}>
        <Stack gap="sm">
          <p><strong><Money of={of.open ?? '0'} currency={of.currency} /></strong></p>
          <Switch label={t('I follow it up')} checked={mine} onChange={({ currentTarget: { checked } }) => setMine(checked)} />
          <Group grow>
            <TextInput type="date" label={t('Promised for')} value={promised_on} onChange={({ currentTarget: { value } }) => setPromisedOn(value)} />
            <TextInput label={t('Amount')} inputMode="decimal" value={promised} onChange={({ currentTarget: { value } }) => setPromised(value)} />
          </Group>
          <TextInput type="date" label={t('No reminder before')} value={quiet_until} onChange={({ currentTarget: { value } }) => setQuietUntil(value)} />
          <TextInput label={t('Note')} value={note} maxLength={500} onChange={({ currentTarget: { value } }) => setNote(value)} />
          <Group>
            <Button type="submit" loading={act.isPending}>{t('Keep')}</Button>
            {of.debtor_kind === 'patient' && of.days_overdue > 0 && <Button variant="default" loading={act.isPending} onClick={() => act.mutate('remind')}>{t('Send a reminder')}</Button>}
            <Button variant="default" onClick={() => void navigate({ to: `/billing/invoices/${of.id}` })}>{t('Open the invoice')}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
