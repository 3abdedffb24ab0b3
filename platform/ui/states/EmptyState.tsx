import { IconInbox } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './State.module.css';

interface EmptyStateProps {
  title: string;
  children?: ReactNode;
  icon?: ReactNode;
  /** What one can do about it, such as a button that adds the first. */
  action?: ReactNode;
}

/** Says that there is nothing, and why, where a list would be. */
export function EmptyState({ title, children, icon = <IconInbox size={22} />, action }: EmptyStateProps) {
  return (
    <div className={classes.state} data-kind="empty">
      <span className={classes.icon} aria-hidden>
        {icon}
      </span>
      <span className={classes.title}>{title}</span>
      {children !== undefined && <div className={classes.text}>{children}</div>}
      {action}
    </div>
  );
}
