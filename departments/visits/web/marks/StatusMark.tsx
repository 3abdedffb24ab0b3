import { IconAlertTriangle, IconCheck, IconClock, IconProgress } from '@tabler/icons-react';
import { useWords } from '@openward/platform/ui';
import { statusWords, wordOf } from '../choices.ts';
import classes from './StatusMark.module.css';

/** Where a visit stands: a shape, a word and a colour. One that is over and not signed says so. */
export function StatusMark({ status, signed }: { status: string; signed: boolean }) {
  const t = useWords();
  const unsigned = status === 'finished' && !signed;
  const tone = unsigned ? 'caution' : status === 'in-progress' ? 'good' : 'plain';
  const Icon = unsigned ? IconAlertTriangle : status === 'in-progress' ? IconProgress : status === 'finished' ? IconCheck : IconClock;
  return (
    <span className={classes.mark} data-tone={tone}>
      <Icon size={13} stroke={2} aria-hidden />
      {unsigned ? t('Over, not signed') : wordOf(statusWords, status, t)}
    </span>
  );
}
