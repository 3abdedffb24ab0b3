import { useQuery } from '@tanstack/react-query';
import { useWords } from '@openward/platform/ui';
import { useEffect } from 'react';
import { recordQueries } from '../client.ts';
import classes from './inbox.module.css';

const fresh_ms = 60_000;

/**
 * How much is open in the inbox. It looks again when somebody does something, at most once a minute: a page that asked by
 * itself would keep a session from locking.
 */
export function InboxBadge() {
  const t = useWords();
  const { data, dataUpdatedAt, refetch } = useQuery({ ...recordQueries.inboxCount.queryOptions({ input: {} }), staleTime: fresh_ms });
  useEffect(() => {
    const look = () => {
      if (dataUpdatedAt !== 0 && Date.now() - dataUpdatedAt > fresh_ms) void refetch();
    };
    window.addEventListener('pointerdown', look);
    window.addEventListener('keydown', look);
    return () => {
      window.removeEventListener('pointerdown', look);
      window.removeEventListener('keydown', look);
    };
  }, [dataUpdatedAt, refetch]);
  if (data === undefined || data.open === 0) return null;
  const { open, overdue } = data;
  return (
    <span className={classes.badge} data-overdue={overdue > 0 || undefined}>
      <span aria-hidden>{open > 99 ? '99+' : open}</span>
      <span className="only-for-screen-readers">{t('{open} open, {overdue} overdue', { open, overdue })}</span>
    </span>
  );
}
