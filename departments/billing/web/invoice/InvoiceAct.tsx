import { Button, Group, Modal, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { failureToast, toast, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import type { Invoice } from '../../contract/index.ts';
import { billing, billingQueries } from '../client.ts';

export type ActKind = 'discount' | 'credit' | 'write-off' | 'instalments';

/** What is done with an invoice and needs an amount or a reason; over one's limit it waits for leave. */
export function InvoiceAct({ act, invoice, close }: { act: ActKind; invoice: Invoice; close: () => void }) {
  const t = useWords();
  const client = useQueryClient();
  const [amount, setAmount] = useState(act === 'write-off' ? (invoice.open ?? '') : '');
  const [reason, setReason] = useState('');
  const [kind, setKind] = useState<'bad-debt' | 'charity' | 'small-balance'>('bad-debt');
  const [parts, setParts] = useState([{ due_date: '', amount: '' }, { due_date: '', amount: '' }]);
  const { id: invoice_id, version } = invoice;
  const send = useMutation({
    mutationFn: () => {
      if (act === 'discount') return billing.discount({ invoice_id, version, amount, reason });
      if (act === 'credit') return billing.creditInvoice({ invoice_id, reason });
      if (act === 'write-off') return billing.writeOff({ invoice_id, kind, amount, reason });
      return billing.planInstalments({ invoice_id, instalments: parts.filter((part) => part.amount !== '') });
    },
    onSuccess: async (now) => {
      await client.invalidateQueries({ queryKey: billingQueries.key() });
      toast({ text: now.waits_for.length > invoice.waits_for.length ? t('It waits for leave of somebody else') : t('Done') });
      close();
    },
    onError: failureToast,
  });
  const titles = { discount: t('Discount'), credit: t('Take this invoice back'), 'write-off': t('Write off'), instalments: t('Instalments') };
  const ready = act === 'instalments' ? parts.some((part) => part.amount !== '' && part.due_date !== '') : reason.trim() !== '' && (act === 'credit' || amount !== '');
  return (
    <Modal opened onClose={close} title={titles[act]} closeButtonProps={{ 'aria-label': t('Close') }}>
      <form onSubmit={(event) => { event.preventDefault(); if (ready) send.mutate(); }}>
        <Stack gap="sm">
          {act === 'write-off' && <NativeSelect label={t('Why')} value={kind} onChange={({ currentTarget: { value } }) => setKind(value as typeof kind)} data={[{ value: 'bad-debt', label: t('It will not be paid') }, { value: 'charity', label: t('Charity') }, { value: 'small-balance', label: t('Too small to ask for') }]} />}
          {(act === 'discount' || act === 'write-off') && <TextInput label={t('Amount')} value={amount} inputMode="decimal" data-autofocus onChange={({ currentTarget: { value } }) => setAmount(value)} rightSection={<span className="quiet">{invoice.currency}</span>} rightSectionWidth={56} />}
          {act !== 'instalments' && <TextInput label={t('Reason')} value={reason} maxLength={500} data-autofocus={act === 'credit'} onChange={({ currentTarget: { value } }) => setReason(value)} />}
          {act === 'instalments' && parts.map((part, at) => (
            <Group key={at} grow>
              <TextInput type="date" label={t('Due')} value={part.due_date} onChange={({ currentTarget: { value } }) => setParts(parts.with(at, { ...part, due_date: value }))} />
              <TextInput label={t('Amount')} inputMode="decimal" value={part.amount} onChange={({ currentTarget: { value } }) => setParts(parts.with(at, { ...part, amount: value }))} />
            </Group>
          ))}
          {act === 'instalments' && <Button variant="subtle" onClick={() => setParts([...parts, { due_date: '', amount: '' }])}>{t('Add an instalment')}</Button>}
          <Group><Button type="submit" loading={send.isPending} disabled={!ready}>{titles[act]}</Button><Button variant="default" onClick={close}>{t('Cancel')}</Button></Group>
        </Stack>
      </form>
    </Modal>
  );
}
