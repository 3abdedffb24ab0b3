import { useWords } from '../words/words.ts';
import classes from './DemoFrame.module.css';

export type HospitalMode = 'unclaimed' | 'real' | 'demo' | 'training';

/** Marks a hospital that is not real: a frame around the screen, and a watermark on everything printed. */
export function DemoFrame({ mode }: { mode: HospitalMode }) {
  const t = useWords();
  if (mode === 'unclaimed' || mode === 'real') return null;
  const name = mode === 'demo' ? t('Demo hospital') : t('Training');
  return (
    <>
      <div className={classes.frame} aria-hidden />
      <aside className={classes.label} aria-label={name}>
        {name}: {t('no real patients')}
      </aside>
      <div className={classes.watermark} aria-hidden>
        {name}
      </div>
    </>
  );
}
