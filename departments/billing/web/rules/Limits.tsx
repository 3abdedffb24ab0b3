import { Button, Group, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, failureToast, ScrollTable, toast, usePermissions, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import { approvalKinds, type Limit } from '../../contract/approval.ts';
import { kindWords } from '../approval/choices.ts';
import { billing, billingQueries } from '../client.ts';
import classes from '../money.module.css';
import { moneyRoles, moneyRoleWords } from './roles.ts';

/** Up to which amount each role needs no leave of somebody else. */
export function Limits() {
  const found = useQuery(billingQueries.limits.queryOptions({ input: {} }));
  const currency = useQuery(billingQueries.priceLists.queryOptions({ input: {} })).data?.currency;
  return <Answer of={found}>{({ limits }) => (currency == null ? null : <Table key={JSON.stringify(limits)} limits={limits} currency={currency} />)}</Answer>;
}

const keyOf = (role: string, kind: string): string => `${role} ${kind}`;

function Table({ limits, currency }: { limits: Limit[]; currency: string }) {
  const t = useWords();
  const may = usePermissions();
  const client = useQueryClient();
  const own = limits.filter((each) => each.currency === currency);
  const [typed, setTyped] = useState<Record<string, string>>(() => Object.fromEntries(own.map(({ role, kind, amount_max }) => [keyOf(role, kind), amount_max])));
  const roles = [...new Set([...moneyRoles, ...limits.map(({ role }) => role)])];
  const save = useMutation({
    mutationFn: () => billing.setLimits({
      // Those of other currencies are not shown here, and stay.
      limits: [
        ...limits.filter((each) => each.currency !== currency),
        ...roles.flatMap((role) => approvalKinds.flatMap((kind): Limit[] => { const amount_max = (typed[keyOf(role, kind)] ?? '').trim(); return amount_max === '' ? [] : [{ role, kind, currency, amount_max }]; })),
      ],
    }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: billingQueries.limits.key() });
      toast({ text: t('Saved') });
    },
    onError: failureToast,
  });
  return (
    <form className={`${classes.stack} ${classes.above}`} onSubmit={(event) => { event.preventDefault(); save.mutate(); }}>
      <p>{t('Up to these amounts in {currency} nobody else is asked. Empty: for everything.', { currency })}</p>
      <ScrollTable label={t('Who needs leave')}>
        <table className={classes.lines}>
          <thead><tr><th scope="col">{t('Role')}</th>{approvalKinds.map((kind) => <th key={kind} scope="col">{t(kindWords[kind])}</th>)}</tr></thead>
          <tbody>
            {roles.map((role) => (
              <tr key={role}>
                <th scope="row">{t(moneyRoleWords[role] ?? role)}</th>
                {approvalKinds.map((kind) => (
                  <td key={kind}>
                    <TextInput
                      size="xs" w={96} aria-label={`${t(moneyRoleWords[role] ?? role)}, ${t(kindWords[kind])}`} inputMode="decimal" dir="ltr" disabled={!may('billing.prices')}
                      value={typed[keyOf(role, kind)] ?? ''} onChange={({ currentTarget: { value } }) => setTyped((all) => ({ ...all, [keyOf(role, kind)]: value }))}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollTable>
      {may('billing.prices') && <Group><Button type="submit" loading={save.isPending}>{t('Save')}</Button></Group>}
    </form>
  );
}
