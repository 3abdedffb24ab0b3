import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, Card, clinicalDate, failureToast, ScrollTable, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import { paymentMethods, type Payment } from '../../contract/index.ts';
import { billing, billingQueries } from '../client.ts';
import { Money } from '../Money.tsx';
import classes from '../money.module.css';
import { AskOverGateway } from './AskOverGateway.tsx';
import { methodWords } from './choices.ts';
import { Payments } from './Payments.tsx';
import { Taken } from './Taken.tsx';

/** What somebody owes, and the payment of it: the amount stands there already, Enter takes it. */
export function TakePayment({ patient_id, paper, again }: { patient_id: string; paper?: string | undefined; again: () => void }) {
  const t = useWords();
  const client = useQueryClient();
  const due = useQuery(billingQueries.due.queryOptions({ input: { patient_id } }));
  const [typed, setTyped] = useState<string | null>(null);
  const [method, setMethod] = useState<(typeof paymentMethods)[number]>('cash');
  const [tendered, setTendered] = useState('');
  const [reference, setReference] = useState('');
  const [idempotency_key] = useState(() => crypto.randomUUID());
  const [happened_at, setHappened] = useState('');
  const [taken, setTaken] = useState<Payment | null>(null);
  const book = due.data?.book_currency ?? '';
  const rates = useQuery(billingQueries.currencyRates.queryOptions({ input: {} })).data?.rates ?? [];
  const [other, setOther] = useState('');
  const foreign = method === 'cash' && other !== '' && other !== book;
  const rate = rates.find(({ currency }) => currency === other);
  const open = due.data?.totals.find(({ currency }) => currency === book)?.open ?? '';
  const amount = typed ?? open;
  const take = useMutation({
    mutationFn: () => {
      const asked = { patient_id, method, amount, ...(foreign && { currency: other, credit_currency: book }), tendered: method === 'cash' && tendered !== '' ? tendered : null, reference: reference.trim() === '' ? null : reference.trim() };
      return paper === undefined ? billing.takePayment(asked, { context: { idempotency_key } }) : billing.takeFromReceipt({ ...asked, number: paper, happened_at }, { context: { idempotency_key } });
    },
    onSuccess: async (payment) => {
      setTaken(payment);
      await client.invalidateQueries({ queryKey: billingQueries.key() });
    },
    onError: failureToast,
  });
  if (taken !== null) return <Taken payment={taken} again={again} />;
  return (
    <Answer of={due}>
      {({ patient_name, hospital_number, invoices, totals, payments }) => (
        <div className={classes.stack}>
          <Card title={patient_name} note={<Value script="latin">{hospital_number}</Value>} actions={<Button variant="default" size="compact-sm" onClick={again}>{t('Somebody else')}</Button>}>
            <ScrollTable label={t('What is owed')}>
              <table className={classes.lines}>
                <thead><tr><th scope="col">{t('Invoice')}</th><th scope="col">{t('Day')}</th><th scope="col" className={classes.end}>{t('Total')}</th><th scope="col" className={classes.end}>{t('Open')}</th></tr></thead>
                <tbody>
                  {invoices.map((each) => (
                    <tr key={each.invoice_id}>
                      <td><Value script="latin">{each.label}</Value></td><td><Value script="latin">{clinicalDate(each.business_date)}</Value></td>
                      <td className={classes.end}><Money of={each.total} currency={each.currency} /></td><td className={classes.end}><Money of={each.open} currency={each.currency} /></td>
                    </tr>
                  ))}
                  {invoices.length === 0 && <tr><td colSpan={4}>{t('Nothing is owed')}</td></tr>}
                </tbody>
              </table>
            </ScrollTable>
            {totals.map(({ currency, open: owed, credit }) => (
              <p key={currency}>{t('Owed')} <strong><Money of={owed} currency={currency} /></strong> · {t('Credit')} <Money of={credit} currency={currency} /></p>
            ))}
          </Card>
          <Card title={t('Payment')}>
            <form className={classes.bar} onSubmit={(event) => { event.preventDefault(); take.mutate(); }}>
              {paper !== undefined && <TextInput type="datetime-local" label={t('When it happened')} value={happened_at} onChange={(event) => setHappened(event.currentTarget.value)} dir="ltr" required />}
              <TextInput label={`${t('Amount')} (${book})`} value={amount} onChange={(event) => setTyped(event.currentTarget.value)} inputMode="decimal" dir="ltr" autoComplete="off" required ref={(field) => { if (field !== null && document.activeElement === document.body) field.select(); }} />
              <NativeSelect label={t('How')} value={method} onChange={(event) => setMethod(event.currentTarget.value as typeof method)} data={paymentMethods.map((value) => ({ value, label: t(methodWords[value] ?? value) }))} />
              {method === 'cash' && rates.length > 0 && (
                <NativeSelect label={t('Currency handed over')} value={other === '' ? book : other} onChange={(event) => setOther(event.currentTarget.value)} data={[book, ...new Set(rates.map(({ currency }) => currency))]} />
              )}
              {method === 'cash'
                ? <TextInput label={foreign ? `${t('Handed over')} (${other})` : t('Handed over')} required={foreign} value={tendered} onChange={(event) => setTendered(event.currentTarget.value)} inputMode="decimal" dir="ltr" autoComplete="off" />
                : <TextInput label={t('Reference')} value={reference} onChange={(event) => setReference(event.currentTarget.value)} dir="ltr" autoComplete="off" />}
              <Button type="submit" loading={take.isPending}>{t('Take')}</Button>
            </form>
            {foreign && rate !== undefined && <p>{t('Rate of {day}: {rate} {currency} for one {own}; change is given in {own}', { day: clinicalDate(rate.on_date), rate: rate.rate, currency: other, own: book })}</p>}
          </Card>
          {paper === undefined && <AskOverGateway patient_id={patient_id} amount={amount} currency={book} />}
          {payments.length > 0 && <Payments payments={payments} />}
        </div>
      )}
    </Answer>
  );
}
