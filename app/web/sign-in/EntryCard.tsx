import { useId, type ReactNode } from 'react';
import classes from './EntryCard.module.css';
import { Mark } from '../shell/Mark.tsx';

interface EntryCardProps {
  title: string;
  text?: ReactNode;
  icon?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}

/** The card on which somebody signs in, unlocks, or does what must be done first. */
export function EntryCard({ title, text, icon, wide = false, children }: EntryCardProps) {
  const id = useId();
  return (
    <section className={classes.card} data-wide={wide || undefined} aria-labelledby={id}>
      <div className={classes.head}>
        <span className={classes.mark} aria-hidden>
          {icon ?? <Mark />}
        </span>
        <h1 id={id} className={classes.title}>
          {title}
        </h1>
        {text !== undefined && (
          <p className={classes.text} dir="auto">
            {text}
          </p>
        )}
      </div>
      {children}
    </section>
  );
}
