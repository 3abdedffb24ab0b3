import { useWords } from '@openward/platform/ui';
import classes from './emergency.module.css';
import { levelWords } from './words.ts';

/** The category: a number, a word, and a colour. */
export function Acuity({ level, scheme }: { level: number | null; scheme: string | null }) {
  const t = useWords();
  if (level === null) return <span className={classes.acuity} data-level="none">{t('No triage yet')}</span>;
  return <span className={classes.acuity} data-level={level} title={scheme ?? ''}><b>{level}</b> {t(levelWords[level - 1] ?? '')}</span>;
}
