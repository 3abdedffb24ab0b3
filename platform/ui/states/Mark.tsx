import { IconAlertTriangle, IconBan, IconCheck, IconClock, IconProgress } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './Mark.module.css';

const icons = { good: IconCheck, caution: IconAlertTriangle, plain: IconClock, progress: IconProgress, off: IconBan };

interface MarkProps {
  tone: 'good' | 'caution' | 'plain';
  /** Where the tone's own shape does not say enough. */
  icon?: keyof typeof icons;
  children: ReactNode;
}

/** A short word that must not be missed: it has a shape, a word and a colour. */
export function Mark({ tone, icon, children }: MarkProps) {
  const Icon = icons[icon ?? tone];
  return (
    <span className={classes.mark} data-tone={tone}>
      <Icon size={13} stroke={2} aria-hidden />
      {children}
    </span>
  );
}
