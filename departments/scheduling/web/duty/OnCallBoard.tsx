import { useWords } from '@openward/platform/ui';
import classes from './duty.module.css';
import { OnCallNow, useOnCallNow } from './OnCallNow.tsx';

/** Who is on call now, above the emergency board and the day: how many at a glance, and each when it is opened. */
export default function OnCallBoard() {
  const t = useWords();
  const now = useOnCallNow();
  if (now.length === 0) return null;
  return (
    <details className={`${classes.board} not-printed`}>
      <summary>{t('{count, plural, one {# on call now} other {# on call now}}', { count: now.length })}</summary>
      <OnCallNow />
    </details>
  );
}
