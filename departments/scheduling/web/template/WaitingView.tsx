import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useFormAround, useServerWords, useWords, Value } from '@openward/platform/ui';
import type { Waiting } from '../../contract/index.ts';
import { scheduling } from '../client.ts';
import classes from '../keep/keep.module.css';

/** How long patients would wait and how long nobody would be there, from how long such appointments really took. */
export function WaitingView() {
  const t = useWords();
  const say = useServerWords();
  const { form } = useFormAround();
  const asked = useMutation({
    mutationFn: () => {
      const { from_clock, to_clock, visit_type_ids } = form.getValues() as { from_clock: string; to_clock: string; visit_type_ids: string[] };
      return scheduling.waiting({ from_clock, to_clock, visit_type_ids });
    },
  });
  return (
    <section className={classes.effect} aria-label={t('Waiting and idle time')} aria-live="polite">
      <Button variant="default" loading={asked.isPending} onClick={() => asked.mutate()}>{t('Show waiting against idle time')}</Button>
      {asked.error !== null && <div role="alert">{say(asked.error.message)}</div>}
      {asked.data?.kinds.map((kind) => <KindBars key={kind.visit_type_id} kind={kind} minutes={asked.data.minutes} />)}
    </section>
  );
}

function KindBars({ kind, minutes }: { kind: Waiting; minutes: number }) {
  const t = useWords();
  const { visit_type_name, every, patients, measured, enough, mean_minutes, outcome, others } = kind;
  const all = [{ every, outcome }, ...others].sort((a, b) => a.every - b.every);
  const most = Math.max(minutes / 2, ...all.flatMap((each) => [each.outcome.waiting, each.outcome.idle]));
  const width = (value: number) => ({ width: `${Math.min(100, (value / most) * 100)}%` });
  return (
    <div className={classes.cards} style={{ width: '100%' }}>
      <strong><Value>{visit_type_name}</Value></strong>
      <span className="quiet">
        {t('{patients, plural, one {# patient} other {# patients}} in a session, one every {every} minutes.', { patients, every })}{' '}
        {enough ? t('{measured} were measured: {mean} minutes on average.', { measured, mean: mean_minutes })
          : t('Only {measured} were measured, too few to say: the planned minutes are taken, as if everybody took as long.', { measured })}
      </span>
      {all.map((each) => (
        <div key={each.every} className={classes.bars}>
          <strong style={{ gridColumn: '1 / -1' }}>{each.every === every ? t('Every {every} minutes, as planned', { every: each.every }) : t('Every {every} minutes', { every: each.every })}</strong>
          <span>{t('A patient waits')}</span><span className={classes.bar} style={width(each.outcome.waiting)} /><span>{t('{minutes} min', { minutes: each.outcome.waiting })}</span>
          <span>{t('Nobody is there')}</span><span className={classes.bar} data-of="idle" style={width(each.outcome.idle)} /><span>{t('{minutes} min', { minutes: each.outcome.idle })}</span>
        </div>
      ))}
    </div>
  );
}
