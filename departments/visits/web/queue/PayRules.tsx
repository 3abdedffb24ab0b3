import { Button, NativeSelect } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, Card, isProblem, useServerWords, useWords, words } from '@openward/platform/ui';
import { useState } from 'react';
import { payerKinds, type PayerKind, type PayRule, type ServicePoint } from '../../contract/index.ts';
import { schedulingQueries, visitQueries, visits } from '../client.ts';
import classes from './queue.module.css';

const payerWords: Readonly<Record<PayerKind, string>> = {
  self: words('pays for themselves'),
  insurer: words('an insurer pays'),
  government: words('the government pays'),
  employer: words('an employer pays'),
  charity: words('a charity pays'),
  other: words('somebody else pays'),
};

/** What is paid before it is given: by service and by who pays. */
export function PayRules({ points }: { points: readonly ServicePoint[] }) {
  const t = useWords();
  const say = useServerWords();
  const client = useQueryClient();
  const rules = useQuery(visitQueries.payRules.queryOptions({ input: {} }));
  const types = useQuery(schedulingQueries.visitTypes.queryOptions({ input: {} }));
  const [point, setPoint] = useState('');
  const [type, setType] = useState('');
  const [payer, setPayer] = useState<PayerKind | ''>('self');
  const [must, setMust] = useState('yes');
  const done = () => client.invalidateQueries({ queryKey: visitQueries.payRules.key() });
  const add = useMutation({
    mutationFn: () => visits.addPayRule({ service_point_id: point === '' ? null : point, visit_type_id: type === '' ? null : type, payer: payer === '' ? null : payer, must_pay: must === 'yes' }),
    onSuccess: done,
  });
  const remove = async (pay_rule_id: string) => {
    await visits.removePayRule({ pay_rule_id });
    await done();
  };
  const kinds = types.data?.visit_types ?? [];
  const textOf = ({ service_point_id, visit_type_id, payer: who }: PayRule) => [
    points.find(({ id }) => id === service_point_id)?.name ?? t('Anywhere'), kinds.find(({ id }) => id === visit_type_id)?.name ?? t('any appointment'), who === null ? t('whoever pays') : t(payerWords[who]),
  ].join(' · ');
  return (
    <Card title={t('Paying before service')}>
      <p className="quiet">{t('The rule that names most decides. An emergency, a birth and triage are never held up, and neither are the registration and the cashier. Until billing is there, the desk or the cashier says what is paid.')}</p>
      <Answer of={rules}>
        {(answer) => (
          <ul className={classes.list} aria-label={t('Paying before service')}>
            {answer.rules.map((rule) => (
              <li key={rule.id} className={classes.bar}>
                <span className={classes.grow} dir="auto">{textOf(rule)} → <strong>{rule.must_pay ? t('pays first') : t('need not pay first')}</strong></span>
                <Button size="xs" variant="default" aria-label={t('Take away: {rule}', { rule: textOf(rule) })} onClick={() => void remove(rule.id)}>{t('Take it away')}</Button>
              </li>
            ))}
            {answer.rules.length === 0 && <li className="quiet">{t('No rule: nothing is paid first.')}</li>}
          </ul>
        )}
      </Answer>
      <form className={classes.bar} onSubmit={(event) => { event.preventDefault(); add.mutate(); }}>
        <NativeSelect label={t('Where')} value={point} onChange={(event) => setPoint(event.currentTarget.value)} data={[{ value: '', label: t('Anywhere') }, ...points.filter(({ kind }) => !['cashier', 'registration', 'triage'].includes(kind)).map(({ id, name }) => ({ value: id, label: name }))]} />
        <NativeSelect label={t('Appointment')} value={type} onChange={(event) => setType(event.currentTarget.value)} data={[{ value: '', label: t('any appointment') }, ...kinds.map(({ id, name }) => ({ value: id, label: name }))]} />
        <NativeSelect label={t('Who pays')} value={payer} onChange={(event) => setPayer(event.currentTarget.value as PayerKind | '')} data={[{ value: '', label: t('whoever pays') }, ...payerKinds.map((value) => ({ value, label: t(payerWords[value]) }))]} />
        <NativeSelect label={t('Then')} value={must} onChange={(event) => setMust(event.currentTarget.value)} data={[{ value: 'yes', label: t('pays first') }, { value: 'no', label: t('need not pay first') }]} />
        <Button type="submit" loading={add.isPending}>{t('Add the rule')}</Button>
        {add.error !== null && <div role="alert">{isProblem(add.error) ? say(add.error.message) : String(add.error)}</div>}
      </form>
    </Card>
  );
}
