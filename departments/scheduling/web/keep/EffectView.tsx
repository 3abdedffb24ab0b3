import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { clinicalDay, clinicalInstant, clinicalTime, Mark, usePermissions, useServerWords, useWords, Value } from '@openward/platform/ui';
import type { Effect } from '../../contract/index.ts';
import classes from './keep.module.css';
import type { EffectOf, Preference } from './useEffectOf.ts';
import { WeeksStrip } from './WeeksStrip.tsx';

/** Shows what a change would do to sessions and to those who are booked, and lets whoever may book move them with it. */
export function EffectView({ of, sessions = true }: { of: EffectOf; /** The coming sessions are shown too. */ sessions?: boolean }) {
  const t = useWords();
  const say = useServerWords();
  const { effect } = of;
  return (
    <section className={classes.effect} aria-label={t('What it does')} aria-live="polite">
      <Button variant="default" loading={of.asking} onClick={() => of.look()}>{t('Show what it does')}</Button>
      {of.error !== null && <div role="alert">{say(of.error.message)}</div>}
      {effect !== null && (
        <>
          <p className={classes.counts}>
            {t('{count, plural, one {# session ahead} other {# sessions ahead}}', { count: effect.sessions })}
            {' · '}{t('{count} new', { count: effect.added })}{' · '}{t('{count} gone', { count: effect.removed })}
          </p>
          {sessions && <WeeksStrip spans={effect.next} />}
          {effect.outside_duty.length > 0 && (
            <p>
              <Mark tone="caution">{t('Nobody is on duty for a part of it')}</Mark>{' '}
              <Value script="latin">{effect.outside_duty.slice(0, 3).map(({ start, end }) => `${clinicalInstant(start)}–${clinicalTime(end)}`).join(', ')}</Value>{effect.outside_duty.length > 3 && ' …'}
            </p>
          )}
          <StrandedList of={of} effect={effect} />
        </>
      )}
    </section>
  );
}

function StrandedList({ of, effect: { stranded } }: { of: EffectOf; effect: Effect }) {
  const t = useWords();
  const may = usePermissions();
  if (stranded.length === 0) return <p><Mark tone="good">{t('Nobody who is booked is left without a session')}</Mark></p>;
  const nowhere = stranded.filter(({ suggestion }) => suggestion === null).length;
  return (
    <>
      <p><Mark tone="caution">{t('{count, plural, one {# who is booked would have no session} other {# who are booked would have no session}}', { count: stranded.length })}</Mark></p>
      <div className={classes.scroll}>
        <table className={classes.table} aria-label={t('Who would have no session')}>
          <thead><tr><th scope="col">{t('Number')}</th><th scope="col">{t('Kind')}</th><th scope="col">{t('Booked')}</th><th scope="col">{t('Could go to')}</th></tr></thead>
          <tbody>
            {stranded.map(({ appointment_id, number, visit_type_name, start, names, suggestion }) => (
              <tr key={appointment_id}>
                <td><Value script="latin">{number}</Value></td>
                <td><Value>{visit_type_name}</Value></td>
                <td><Value script="latin">{`${clinicalDay(start)} ${clinicalTime(start)}`}</Value> <Value>{names.join(', ')}</Value></td>
                <td>
                  {suggestion === null ? <span className="quiet">{t('nothing is free')}</span>
                    : <><Value script="latin">{`${clinicalDay(suggestion.start)} ${clinicalTime(suggestion.start)}`}</Value> <Value>{suggestion.names.join(', ')}</Value></>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {may('scheduling.book') ? (
        <>
          <NativeSelect
            label={t('Look first for')} value={of.prefer} onChange={(event) => of.look(event.currentTarget.value as Preference)}
            data={[{ value: 'same-people', label: t('the same people, later') }, { value: 'same-time', label: t('the same time, a colleague') }]}
          />
          <Checkbox
            checked={of.moving} onChange={(event) => of.setMoving(event.currentTarget.checked)} disabled={nowhere === stranded.length}
            label={t('{count, plural, one {Move # appointment with it} other {Move # appointments with it}}', { count: stranded.length - nowhere })}
          />
          {nowhere > 0 && <p className="quiet">{t('For {count} nothing is free: the desk finds them a time first.', { count: nowhere })}</p>}
        </>
      ) : <p className="quiet">{t('Somebody who may book moves them first; it is refused until then.')}</p>}
    </>
  );
}
