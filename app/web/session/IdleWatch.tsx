import { useWords, type Session } from '@openward/platform/ui';
import { useSessionActs } from './acts.ts';
import classes from './IdleWatch.module.css';
import { useIdle } from './useIdle.ts';

/** Warns somebody who does nothing, then locks the screen. Any key or touch goes on. */
export function IdleWatch({ session }: { session: Session }) {
  const t = useWords();
  const acts = useSessionActs();
  const stage = useIdle(session.lock_after_seconds, () => void acts.lock().catch(() => undefined));
  if (stage.stage !== 'warned') return null;
  const first = stage.seconds_left % 10 === 0;
  return (
    <div className={classes.warning}>
      <span>{t('This screen locks in {count, plural, one {# second} other {# seconds}}. Any key keeps it open.', { count: stage.seconds_left })}</span>
      <span role="status" className="only-for-screen-readers">
        {first && t('This screen locks in {count, plural, one {# second} other {# seconds}}. Any key keeps it open.', { count: stage.seconds_left })}
      </span>
    </div>
  );
}
