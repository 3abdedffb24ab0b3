import { IconAlertTriangle, IconBan, IconCheck } from '@tabler/icons-react';
import { useWords } from '@openward/platform/ui';
import type { AuditEvent } from '../../contract/index.ts';
import classes from './audit.module.css';

/** How an act ended: a shape, a word and a colour. */
export function OutcomeMark({ outcome }: { outcome: AuditEvent['outcome'] }) {
  const t = useWords();
  const shown = {
    success: { Icon: IconCheck, word: t('Done') },
    denied: { Icon: IconBan, word: t('Denied') },
    failure: { Icon: IconAlertTriangle, word: t('Failed') },
  }[outcome];
  return (
    <span className={classes.outcome} data-outcome={outcome}>
      <shown.Icon size={14} stroke={2} aria-hidden />
      {shown.word}
    </span>
  );
}
