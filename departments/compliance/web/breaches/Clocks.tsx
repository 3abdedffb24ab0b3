import { clinicalInstant, Mark, useWords, Value } from '@openward/platform/ui';
import type { BreachClock } from '../../contract/index.ts';
import { dutyWords } from './words.ts';

const hour = 3_600_000;

/** Who is to be told, until when, and whether it is done: by words and not by colour alone. */
export function Clocks({ of }: { of: readonly BreachClock[] }) {
  const t = useWords();
  if (of.length === 0) return <span>{t('Nobody is to be told')}</span>;
  return (
    <ul style={{ margin: 0, paddingInlineStart: 0, listStyle: 'none' }}>
      {of.map((clock) => <li key={clock.duty}>{t(dutyWords[clock.duty] ?? clock.duty)} <Value script="latin">{`(${clock.law})`}</Value>: <Until of={clock} /></li>)}
    </ul>
  );
}

/** The one to be told next, in a line. */
export function NextClock({ of }: { of: readonly BreachClock[] }) {
  const t = useWords();
  const open = of.filter(({ done_at }) => done_at === null).toSorted((one, other) => (one.due_at ?? '').localeCompare(other.due_at ?? ''));
  const next = open.find(({ state }) => state === 'late') ?? open[0];
  if (next === undefined) return <span>{of.length === 0 ? t('Nobody is to be told') : t('Everybody was told')}</span>;
  return <span>{t(dutyWords[next.duty] ?? next.duty)}, <Until of={next} /></span>;
}

function Until({ of: { due_at, done_at, state } }: { of: BreachClock }) {
  const t = useWords();
  if (done_at !== null) return <><Value script="latin">{clinicalInstant(done_at)}</Value> {state === 'done-late' ? <Mark tone="caution">{t('told late')}</Mark> : t('told')}</>;
  if (due_at === null) return <Mark tone="plain">{t('without delay')}</Mark>;
  return <>{t('until')} <Value script="latin">{clinicalInstant(due_at)}</Value> {state === 'late' ? <Mark tone="caution">{t('Late')}</Mark> : <Left due_at={due_at} />}</>;
}

function Left({ due_at }: { due_at: string }) {
  const t = useWords();
  const hours = Math.max(0, Math.floor((Date.parse(due_at) - Date.now()) / hour));
  return hours <= 72 && <Mark tone="plain">{t('{count, plural, one {# hour left} other {# hours left}}', { count: hours })}</Mark>;
}
