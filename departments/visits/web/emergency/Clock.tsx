import { useWords } from '@openward/platform/ui';
import type { EmergencyRow } from '../../contract/index.ts';
import classes from './emergency.module.css';
import { minutesBetween } from './useNow.ts';

/** How long they have been here, and how long is left of the target, or by how much it is over. */
export function Clock({ row, now }: { row: EmergencyRow; now: number }) {
  const t = useWords();
  if (row.state === 'boarding' && row.boarding_since !== null) return <span>{t('{minutes} min for a bed', { minutes: minutesBetween(row.boarding_since, now) })}</span>;
  const here = minutesBetween(row.arrived_at, now);
  if (row.state !== 'waiting' || row.due_at === null) return <span>{t('{minutes} min here', { minutes: here })}</span>;
  const left = -minutesBetween(row.due_at, now);
  return left < 0 || (left === 0 && now > Date.parse(row.due_at))
    ? <strong className={classes.over}>{t('{minutes} min over', { minutes: Math.max(1, -left) })}</strong>
    : <span>{t('{minutes} min left', { minutes: left })}</span>;
}
