import { IconAlertTriangle, IconCheck, IconClock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './Mark.module.css';

const icons = { good: IconCheck, caution: IconAlertTriangle, plain: IconClock };

/** A short word that must not be missed: it has a shape, a word and a colour. */
export function Mark({ tone, children }: { tone: keyof typeof icons; children: ReactNode }) {
  const Icon = icons[tone];
  return (
    <span className={classes.mark} data-tone={tone}>
      <Icon size={13} stroke={2} aria-hidden />
      {children}
    </span>
  );
}
