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
      {of.map(({ duty, law, due_at, done_at, state }) => (
        <li key={duty}>
          {t(dutyWords[duty] ?? duty)} <span><Value script="latin">({law})</Value></span>:{' '}
          {done_at !== null && <><Value script="latin">{clinicalInstant(done_at)}</Value> {state === 'done-late' ? <Mark tone="caution">{t('told late')}</Mark> : t('told')}</>}
          {done_at === null && due_at === null && <Mark tone="plain">{t('without delay')}</Mark>}
          {done_at === null && due_at !== null && <>{t('until')} <Value script="latin">{clinicalInstant(due_at)}</Value> {state === 'late' ? <Mark tone="caution">{t('Late')}</Mark> : <Left due_at={due_at} />}</>}
        </li>
      ))}
    </ul>
  );
}

function Left({ due_at }: { due_at: string }) {
  const t = useWords();
  const hours = Math.max(0, Math.floor((Date.parse(due_at) - Date.now()) / hour));
  return hours <= 72 && <Mark tone="plain">{t('{count, plural, one {# hour left} other {# hours left}}', { count: hours })}</Mark>;
}
