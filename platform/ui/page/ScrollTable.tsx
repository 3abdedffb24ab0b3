import type { ReactNode, Ref } from 'react';
import classes from './ScrollTable.module.css';

interface ScrollTableProps {
  /** What the table shows: the name of the group. No landmark: a card around it has the same name, and is one. */
  label: string;
  className?: string | undefined;
  ref?: Ref<HTMLDivElement>;
  children: ReactNode;
}

/** A table that is wider than the screen scrolls sideways in here: it can be reached and scrolled by keys. */
export function ScrollTable({ label, className, ref, children }: ScrollTableProps) {
  return (
    // What scrolls must be reached by keys, whatever it is.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div ref={ref} className={className === undefined ? classes.scroll : `${classes.scroll} ${className}`} role="group" aria-label={label} tabIndex={0}>{children}</div>
  );
}
