import { useQuery } from '@tanstack/react-query';
import { clinicalDay, clinicalInstant, clinicalTime, useWords, Value } from '@openward/platform/ui';
import type { Appointment } from '../../contract/index.ts';
import { statusWords } from '../choices.ts';
import { schedulingQueries } from '../client.ts';
import classes from '../day/schedule.module.css';

/** Every version, the latest first: what it changed, who did it, when and why, and what the patient had answered. */
export function History({ appointment: { history } }: { appointment: Appointment }) {
  const t = useWords();
  const calendars = useQuery({ ...schedulingQueries.resources.queryOptions({ input: {}, staleTime: 60_000 }), enabled: history.length > 1 });
  if (history.length < 2) return null;
  const names = (ids: readonly string[]) => ids.map((id) => calendars.data?.resources.find((each) => each.id === id)?.name).filter((name) => name !== undefined).join(', ');
  return (
    <details>
      <summary>{t('History: {count, plural, one {# version} other {# versions}}', { count: history.length })}</summary>
      <ol className={classes.versions} reversed>
        {history.map((each, at) => {
          const before = history[at - 1];
          const moved = before !== undefined && (before.start !== each.start || before.end !== each.end || before.resource_ids.join() !== each.resource_ids.join());
          const what = before === undefined ? t('Booked') : moved ? t('Moved') : before.status !== each.status ? t(statusWords[each.status]) : each.confirmed && !before.confirmed ? t('The patient will come') : t('Changed');
          return (
            <li key={each.version}>
              <strong>{what}</strong> <Value script="latin">{clinicalInstant(each.at)}</Value> <span dir="auto">{each.by}</span>
              {(before === undefined || moved) && <><br /><Value script="latin">{`${clinicalDay(each.start)} ${clinicalTime(each.start)}–${clinicalTime(each.end)}`}</Value> <span dir="auto">{names(each.resource_ids)}</span></>}
              {each.reason !== null && <><br /><span dir="auto">{each.reason}</span></>}
            </li>
          );
        }).toReversed()}
      </ol>
    </details>
  );
}
