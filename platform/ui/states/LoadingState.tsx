import { Skeleton } from '@mantine/core';
import { useWords } from '../words/words.ts';
import classes from './State.module.css';

/** Lines in grey until the answer is here. It appears only after a moment, so that a quick answer does not flicker. */
export function LoadingState({ lines = 4 }: { lines?: number }) {
  const t = useWords();
  return (
    <div className={`${classes.lines} ${classes.appearing}`} role="status" aria-busy aria-label={t('Loading')}>
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} height={14} width={`${92 - ((line * 17) % 40)}%`} radius="sm" />
      ))}
    </div>
  );
}
