import { Mark, useWords } from '@openward/platform/ui';
import type { Expected } from '../../contract/index.ts';
import { minutesBetween } from './words.ts';

/** How long somebody has waited, against how long they should at most. */
export function Wait({ since, now, target }: { since: string; now: string; target: number }) {
  const t = useWords();
  const minutes = minutesBetween(since, now);
  return minutes > target ? <Mark tone="caution">{t('{minutes} min', { minutes })}</Mark> : <>{t('{minutes} min', { minutes })}</>;
}

/** How long it will take: what is likely, and between what it lies in eight of ten cases. */
export function ExpectedWait({ of }: { of: Expected | null }) {
  const t = useWords();
  if (of === null) return <span className="quiet">{t('not known yet')}</span>;
  return <bdi>{t('about {likely} min ({from}–{to})', { ...of })}</bdi>;
}
