import { Button, TextInput } from '@mantine/core';
import { IconCircleCheck, IconUserCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { isProblem, useServerWords, useWords } from '@openward/platform/ui';
import { useEffect, useState, type ChangeEvent } from 'react';
import type { KioskAnswer } from '../../contract/index.ts';
import { visits } from '../client.ts';
import { ExpectedWait } from '../queue/Wait.tsx';
import classes from './kiosk.module.css';

/** So long an answer stands, and so long half-typed things of somebody who has gone. */
const shown_ms = 20_000;
const idle_ms = 45_000;

/** The kiosk: somebody types or scans their number, says when they were born, and is told their token. It shows nobody else’s. */
export default function KioskScreen() {
  const t = useWords();
  const [round, setRound] = useState(0);
  const again = () => setRound((before) => before + 1);
  useEffect(() => {
    document.title = `${t('Kiosk')} · OpenWard`;
  }, [t]);
  return <Round key={round} again={again} />;
}

function Round({ again }: { again: () => void }) {
  const t = useWords();
  const say = useServerWords();
  const [values, setValues] = useState({ number: '', day: '', month: '', year: '' });
  const [active, setActive] = useState<keyof typeof values>('number');
  const come = useMutation({ mutationFn: (work: () => Promise<KioskAnswer>) => work() });
  const { data: answer, error } = come;
  useEffect(() => {
    const timer = setTimeout(() => (answer !== undefined || error !== null || Object.values(values).some((value) => value !== '') ? again() : undefined), answer !== undefined || error !== null ? shown_ms : idle_ms);
    return () => clearTimeout(timer);
  }, [answer, error, values, again]);

  const set = (name: keyof typeof values, text: string) => setValues((before) => ({ ...before, [name]: text.replaceAll(/[^\d ]/g, '').slice(0, name === 'number' ? 20 : name === 'year' ? 4 : 2) }));
  const two = (text: string) => text.padStart(2, '0');
  const birth_date = `${values.year}-${two(values.month)}-${two(values.day)}`;
  const ready = values.number.replaceAll(' ', '').length >= 6 && /^\d{4}-\d\d-\d\d$/.test(birth_date) && !Number.isNaN(Date.parse(birth_date));
  const field = (name: keyof typeof values) => ({
    size: 'xl', inputMode: 'numeric', autoComplete: 'off', value: values[name], onFocus: () => setActive(name), onChange: (event: ChangeEvent<HTMLInputElement>) => set(name, event.currentTarget.value),
  } as const);
  if (answer !== undefined) return <Told answer={answer} again={again} />;
  return (
    <div className={classes.kiosk}>
      <h1><IconUserCheck size={40} aria-hidden /> {t('Welcome. Check in here.')}</h1>
      {error !== null && <p className={classes.alert} role="alert">{isProblem(error) && error.code !== 'visits.kiosk_busy' && error.status !== 0 ? t('Please go to the desk.') : isProblem(error) ? say(error.message) : t('Please go to the desk.')}</p>}
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) come.mutate(() => visits.kioskCheckIn({ number: values.number, birth_date }));
        }}
      >
        <TextInput {...field('number')} label={t('Hospital number, or the number of your appointment')} autoFocus />
        <div className={classes.date} role="group" aria-label={t('When you were born')}>
          <TextInput {...field('day')} label={t('Born on day')} />
          <TextInput {...field('month')} label={t('Month')} />
          <TextInput {...field('year')} label={t('Year')} />
        </div>
        <div className={classes.keys} role="group" aria-label={t('Digits')}>
          {['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'].map((digit) => <Button key={digit} type="button" variant="default" size="xl" onClick={() => set(active, values[active] + digit)}>{digit}</Button>)}
          <Button type="button" variant="default" size="xl" aria-label={t('Take the last digit away')} onClick={() => set(active, values[active].slice(0, -1))}>⌫</Button>
        </div>
        <Button type="submit" size="xl" loading={come.isPending} disabled={!ready}>{t('Check in')}</Button>
      </form>
      <Button variant="default" size="lg" disabled={come.isPending} onClick={() => come.mutate(() => visits.kioskNumber({}))}>{t('I have no number: to the registration')}</Button>
    </div>
  );
}

function Told({ answer, again }: { answer: KioskAnswer; again: () => void }) {
  const t = useWords();
  if (answer.outcome === 'desk') {
    return (
      <div className={classes.kiosk} role="status">
        <h1>{t('Please go to the desk')}</h1>
        <p className={classes.large}>{answer.why === 'unknown' ? t('What was typed does not fit together.') : answer.why === 'nothing-today' ? t('No appointment of today was found.') : t('Somebody will help you there.')}</p>
        <Button size="xl" data-autofocus onClick={again}>{t('Start again')}</Button>
      </div>
    );
  }
  return (
    <div className={classes.kiosk} role="status">
      <h1><IconCircleCheck size={40} aria-hidden /> {t('You are checked in')}</h1>
      <p className={classes.large}>{t('Your number')}</p>
      <p className={classes.code}><bdi>{answer.code}</bdi></p>
      <p className={classes.large} dir="auto">{answer.point_name}</p>
      {answer.pay_first ? <p className={classes.large}>{t('Please pay at the cashier first.')}</p> : answer.ahead !== null && (
        <p className={classes.large}>{t('{count, plural, =0 {Nobody is before you} one {# is before you} other {# are before you}}', { count: answer.ahead })} · {t('wait')} <ExpectedWait of={answer.expected} /></p>
      )}
      <Button size="xl" onClick={again}>{t('Done')}</Button>
    </div>
  );
}
