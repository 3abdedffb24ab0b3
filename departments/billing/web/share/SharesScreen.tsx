import { Button, Modal, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Answer, Card, EmptyState, failureToast, Page, ScrollTable, toast, usePermissions, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import type { ClinicianShares } from '../../contract/index.ts';
import { BillingTabs } from '../BillingTabs.tsx';
import { useToday } from '../charge/today.ts';
import { billing, billingQueries } from '../client.ts';
import { Money } from '../Money.tsx';
import classes from '../money.module.css';
import { ShareRules } from './ShareRules.tsx';

/** What clinicians are owed of what was billed for their work, and the rules of it. */
export default function SharesScreen() {
  const t = useWords();
  return (
    <Page title={t('Clinicians’ shares')} note={<BillingTabs at="/billing/shares" />}>
      <div className={classes.stack}>
        <Owed />
        <Card title={t('Rules')}><ShareRules /></Card>
      </div>
    </Page>
  );
}

function Owed() {
  const t = useWords();
  const may = usePermissions();
  const [paying, setPaying] = useState<ClinicianShares | null>(null);
  const found = useQuery(billingQueries.clinicianShares.queryOptions({ input: {} }));
  return (
    <Card title={t('Owed')}>
      <Answer of={found}>
        {({ account_id, clinicians }) => (clinicians.length === 0 ? <EmptyState title={t('Nothing is open')} /> : (
          <ScrollTable label={t('Clinicians’ shares')}><table className={classes.lines}>
            <thead><tr><th scope="col">{t('Clinician')}</th><th scope="col" className={classes.end}>{t('Charges')}</th><th scope="col" className={classes.end}>{t('Accrued')}</th><th scope="col" className={classes.end}>{t('Paid')}</th><th scope="col" className={classes.end}>{t('Owed')}</th><td /></tr></thead>
            <tbody>
              {clinicians.map((each) => (
                <tr key={`${each.practitioner_id} ${each.currency}`}>
                  <td><Link to={`/ledger/accounts/${account_id ?? ''}` as never} search={{ currency: each.currency, party_id: each.practitioner_id } as never}><Value>{each.practitioner_name}</Value></Link></td>
                  <td className={classes.end}><Value script="latin">{String(each.charges)}</Value></td>
                  {[each.accrued, each.paid, each.owed].map((amount, place) => <td key={['accrued', 'paid', 'owed'][place]} className={classes.end}><Money of={amount} currency={each.currency} /></td>)}
                  <td>{may('ledger.post') && !/^-|^0(\.0+)?$/.test(each.owed) && <Button size="compact-sm" variant="default" onClick={() => setPaying(each)}>{t('Pay')}</Button>}</td>
                </tr>
              ))}
            </tbody>
          </table></ScrollTable>
        ))}
      </Answer>
      {paying !== null && <PayDialog of={paying} close={() => setPaying(null)} />}
    </Card>
  );
}

/** Notes that a clinician was paid. */
function PayDialog({ of: { practitioner_id, practitioner_name, currency, owed }, close }: { of: ClinicianShares; close: () => void }) {
  const t = useWords();
  const client = useQueryClient();
  const today = useToday();
  const [amount, setAmount] = useState(owed);
  const [on, setOn] = useState<string | null>(null);
  const [from, setFrom] = useState<'bank' | 'safe'>('bank');
  const [reference, setReference] = useState('');
  const [idempotency_key] = useState(() => crypto.randomUUID());
  const paid_on = on ?? today ?? '';
  const pay = useMutation({
    mutationFn: () => billing.payShare({ practitioner_id, amount: amount.trim(), currency, paid_on, from, reference: reference.trim() || null }, { context: { idempotency_key } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: billingQueries.key() });
      toast({ text: t('Done') });
      close();
    },
    onError: failureToast,
  });
  return (
    <Modal opened onClose={close} title={practitioner_name} closeButtonProps={{ 'aria-label': t('Close') }}>
      <form onSubmit={(event) => { event.preventDefault(); pay.mutate(); }}>
        <Stack gap="sm">
          <TextInput label={t('Amount')} required value={amount} inputMode="decimal" dir="ltr" onChange={({ currentTarget: { value } }) => setAmount(value)} rightSection={<span className="quiet">{currency}</span>} rightSectionWidth={56} data-autofocus />
          <TextInput type="date" label={t('Day')} required value={paid_on} onChange={({ currentTarget: { value } }) => setOn(value)} />
          <NativeSelect label={t('From')} value={from} onChange={({ currentTarget: { value } }) => setFrom(value as typeof from)} data={[{ value: 'bank', label: t('Bank') }, { value: 'safe', label: t('Safe') }]} />
          <TextInput label={t('Reference')} maxLength={120} value={reference} onChange={({ currentTarget: { value } }) => setReference(value)} />
          <div><Button type="submit" loading={pay.isPending} disabled={amount.trim() === '' || paid_on === ''}>{t('Pay')}</Button></div>
        </Stack>
      </form>
    </Modal>
  );
}
