import { useWords } from '@openward/platform/ui';
import type { Flag } from './flags.ts';
import classes from './FlagMark.module.css';

/** The mark of an abnormal result or a high risk: a shape, a letter, a colour and a word. */
export function FlagMark({ flag: { sign, letter, word, tone } }: { flag: Flag }) {
  const t = useWords();
  return (
    <span className={classes.flag} data-tone={tone} title={t(word)}>
      <span aria-hidden>
        {sign} {letter}
      </span>
      <span className="only-for-screen-readers">{t(word)}</span>
    </span>
  );
}
