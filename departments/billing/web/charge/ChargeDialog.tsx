import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, clinicalInstant, failureToast, toast, usePermissions, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import type { Charge } from '../../contract/index.ts';
import { billing, billingQueries } from '../client.ts';
import { changeWords, chargeStateWords, holdWords } from './choices.ts';

type What = 'hold' | 'release' | 'void' | 'price' | 'discount';

/** One charge: what it costs and why, all that became of it, and what may be done to it. */
export function ChargeDialog({ charge, close }: { charge: Charge; close: () => void }) {
  const t = useWords();
  const may = usePermissions();
  const client = useQueryClient();
  const history = useQuery(billingQueries.chargeHistory.queryOptions({ input: { charge_id: charge.id } }));
  const [reason, setReason] = useState('');
  const [unit, setUnit] = useState('');
  const [percent, setPercent] = useState('');
  const named = { charge_id: charge.id, version: charge.version };
  const act = useMutation({
    mutationFn: async (what: What): Promise<string | null> => {
      if (what === 'hold') await billing.holdCharge({ ...named, reason });
      else if (what === 'release') await billing.releaseCharge(named);
      else if (what === 'void') return (await billing.voidCharge({ ...named, reason })).approval_id;
      else if (what === 'price') return (await billing.repriceCharge({ ...named, reason, ...(unit.trim() !== '' && { unit: unit.trim() }) })).approval_id;
      else return (await billing.discountCharge({ ...named, reason, percent: percent.trim() })).approval_id;
      return null;
    },
    onSuccess: async (approval_id) => {
      await client.invalidateQueries({ queryKey: billingQueries.key() });
      toast({ text: approval_id === null ? t('Saved') : t('It waits for leave of somebody else') });
      close();
    },
    onError: failureToast,
  });
  const fixed = charge.state === 'invoiced' || charge.state === 'void';
  const why = reason.trim() === '';
  return (
    <Stack gap="sm">
      <p>
        <strong><Value>{charge.service_name}</Value></strong> <Value script="latin">{`${charge.quantity} × ${charge.unit} ${charge.currency}`}</Value> · {t(chargeStateWords[charge.state])}
        {charge.hold_reason !== null && <> · {t(holdWords[charge.hold_reason])}</>}
      </p>
      <p className="quiet">
        {t('Without tax')} <Value script="latin">{charge.net}</Value> · {t('Tax')} <Value script="latin">{charge.tax}</Value> · {t('Total')} <Value script="latin">{`${charge.total} ${charge.currency}`}</Value>
        {charge.price_list_name !== null && <> · <Value>{charge.price_list_name}</Value></>}
      </p>
      <Answer of={history}>
        {({ versions }) => (
          <ul aria-label={t('What became of it')}>
            {versions.map((each) => (
              <li key={each.version}>
                <Value script="latin">{clinicalInstant(each.at)}</Value> {each.change in changeWords ? t(changeWords[each.change] ?? '') : each.change} <Value script="latin">{`${each.net} ${each.currency}`}</Value> <Value>{each.by_name}</Value>
                {each.reason !== null && <> · <Value>{each.reason}</Value></>}
              </li>
            ))}
          </ul>
        )}
      </Answer>
      {fixed && <p className="quiet">{charge.state === 'invoiced' ? t('It stands on an invoice: credit the invoice first.') : t('It was taken back.')}</p>}
      {!fixed && may('billing.charge') && (
        <>
          {charge.state === 'held' && <Group><Button loading={act.isPending} onClick={() => act.mutate('release')} data-autofocus>{t('Release')}</Button></Group>}
          <TextInput label={t('Why')} required value={reason} maxLength={300} onChange={(event) => setReason(event.currentTarget.value)} />
          <Group align="end">
            {charge.state === 'billable' && <Button variant="default" disabled={why} loading={act.isPending} onClick={() => act.mutate('hold')}>{t('Hold')}</Button>}
            <Button variant="default" disabled={why} loading={act.isPending} onClick={() => act.mutate('void')}>{t('Take back')}</Button>
          </Group>
          <Group align="end">
            <TextInput label={t('Price of one')} description={t('Empty: by the price lists as they stand now')} value={unit} maxLength={20} onChange={(event) => setUnit(event.currentTarget.value)} />
            <Button variant="default" disabled={why} loading={act.isPending} onClick={() => act.mutate('price')}>{t('Price anew')}</Button>
          </Group>
          {may('billing.discount') && charge.priced && (
            <Group align="end">
              <TextInput label={t('Discount, percent')} value={percent} maxLength={6} onChange={(event) => setPercent(event.currentTarget.value)} />
              <Button variant="default" disabled={why || percent.trim() === ''} loading={act.isPending} onClick={() => act.mutate('discount')}>{t('Give the discount')}</Button>
            </Group>
          )}
        </>
      )}
    </Stack>
  );
}
