import { Button, Group, Modal, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { clinicalInstant, failureToast, toast, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import { paymentMethods, type Payment } from '../../contract/index.ts';
import { billing, billingQueries } from '../client.ts';
import { Money } from '../Money.tsx';
import { methodWords } from './choices.ts';

type What = 'refund' | 'cancel' | 'chargeback';

/** What became of a payment, and what may be done with it: pay back what is left, cancel it on its day, note that the bank took it back. */
export function PaymentDialog({ payment, close }: { payment: Payment; close: () => void }) {
  const t = useWords();
  const client = useQueryClient();
  const { id: payment_id, credit_currency: currency } = payment;
  const nothing_left = /^0(\.0+)?$/.test(payment.left);
  const [what, setWhat] = useState<What>(nothing_left ? 'cancel' : 'refund');
  const [amount, setAmount] = useState(payment.left);
  const [fee, setFee] = useState('');
  const [method, setMethod] = useState<(typeof paymentMethods)[number]>(payment.method === 'gateway' ? 'bank' : payment.method);
  const [reason, setReason] = useState('');
  const [idempotency_key] = useState(() => crypto.randomUUID());
  const done = async (text: string) => {
    await client.invalidateQueries({ queryKey: billingQueries.key() });
    toast({ text });
    close();
  };
  const act = useMutation({
    mutationFn: async (): Promise<boolean> => {
      if (what === 'cancel') await billing.cancelPayment({ payment_id, reason });
      else if (what === 'chargeback') await billing.chargeBack({ payment_id, amount, ...(fee.trim() !== '' && { fee: fee.trim() }), reason }, { context: { idempotency_key } });
      else return (await billing.refund({ payment_id, amount, method, reason }, { context: { idempotency_key } })).approval_id !== null;
      return false;
    },
    onSuccess: (waits) => done(waits ? t('It waits for leave of somebody else') : t('Done')),
    onError: failureToast,
  });
  const win = useMutation({ mutationFn: (chargeback_id: string) => billing.winChargeback({ chargeback_id }), onSuccess: () => done(t('Done')), onError: failureToast });
  const ready = reason.trim() !== '' && (what === 'cancel' || amount.trim() !== '');
  const choices: { value: What; label: string }[] = [
    // What is used is taken back from its invoice first.
    ...(nothing_left ? [] : [{ value: 'refund' as const, label: t('Pay back') }]), { value: 'cancel', label: t('Cancel the payment') },
    ...(payment.method === 'cash' ? [] : [{ value: 'chargeback' as const, label: t('The bank took it back') }]),
  ];
  return (
    <Modal opened onClose={close} title={`${t('Receipt')} ${String(payment.receipt_number ?? '').padStart(6, '0')}`} closeButtonProps={{ 'aria-label': t('Close') }}>
      <Stack gap="sm">
        <p><strong><Money of={payment.credited} currency={currency} /></strong> · {t(methodWords[payment.method] ?? payment.method)} · <Value>{payment.payer_name}</Value> · {t('Left as credit')} <Money of={payment.left} currency={currency} /></p>
        {payment.written_later !== null && (
          <p role="note"><strong>{t('Written later')}</strong>: {t('happened {happened}, entered {entered} by', { happened: clinicalInstant(payment.written_later.happened_at), entered: clinicalInstant(payment.written_later.entered_at) })} <Value>{payment.written_later.entered_by_name}</Value></p>
        )}
        <ul aria-label={t('What became of it')}>
          {payment.allocations.map((each) => <li key={each.id}>{t('Invoice')} <Value script="latin">{each.invoice_label ?? ''}</Value> <Money of={each.amount} currency={currency} /></li>)}
          {payment.refunds.map((each) => <li key={each.id}>{t('Paid back')} <Money of={each.amount} currency={currency} /> <Value>{each.by_name}</Value> · <Value>{each.reason}</Value></li>)}
          {payment.chargebacks.map((each) => (
            <li key={each.id}>
              {each.state === 'won' ? t('The bank gave it back') : t('The bank took it back')} <Money of={each.amount} currency={currency} /> · <Value>{each.reason}</Value>
              {each.state === 'taken' && <> <Button size="compact-sm" variant="default" loading={win.isPending} onClick={() => win.mutate(each.id)}>{t('The bank gave it back')}</Button></>}
            </li>
          ))}
          {payment.cancel_reason !== null && <li>{t('Cancelled')} · <Value>{payment.cancel_reason}</Value></li>}
        </ul>
        {payment.state === 'taken' && (
          <form onSubmit={(event) => { event.preventDefault(); if (ready) act.mutate(); }}>
            <Stack gap="sm">
              <NativeSelect label={t('What shall be done')} value={what} data={choices} onChange={({ currentTarget: { value } }) => { setWhat(value as What); setAmount(value === 'chargeback' ? payment.credited : payment.left); }} data-autofocus />
              {what !== 'cancel' && <TextInput label={t('Amount')} value={amount} inputMode="decimal" dir="ltr" onChange={({ currentTarget: { value } }) => setAmount(value)} rightSection={<span className="quiet">{currency}</span>} rightSectionWidth={56} />}
              {what === 'refund' && <NativeSelect label={t('How')} value={method} onChange={({ currentTarget: { value } }) => setMethod(value as typeof method)} data={paymentMethods.map((value) => ({ value, label: t(methodWords[value] ?? value) }))} />}
              {what === 'chargeback' && <TextInput label={t('Fee of the bank')} value={fee} inputMode="decimal" dir="ltr" onChange={({ currentTarget: { value } }) => setFee(value)} />}
              <TextInput label={t('Reason')} value={reason} maxLength={200} onChange={({ currentTarget: { value } }) => setReason(value)} />
              <Group><Button type="submit" loading={act.isPending} disabled={!ready}>{what === 'refund' ? t('Pay back') : what === 'cancel' ? t('Cancel the payment') : t('Note it')}</Button><Button variant="default" onClick={close}>{t('Close')}</Button></Group>
            </Stack>
          </form>
        )}
      </Stack>
    </Modal>
  );
}
