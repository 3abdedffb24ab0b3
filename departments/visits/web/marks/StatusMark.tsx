import { Mark, useWords } from '@openward/platform/ui';
import { statusWords, wordOf } from '../choices.ts';

/** Where a visit stands: a shape, a word and a colour. One that is over and not signed says so. */
export function StatusMark({ status, signed }: { status: string; signed: boolean }) {
  const t = useWords();
  if (status === 'finished') return signed ? <Mark tone="plain" icon="good">{wordOf(statusWords, status, t)}</Mark> : <Mark tone="caution">{t('Over, not signed')}</Mark>;
  if (status === 'in-progress') return <Mark tone="good" icon="progress">{wordOf(statusWords, status, t)}</Mark>;
  return <Mark tone="plain">{wordOf(statusWords, status, t)}</Mark>;
}
