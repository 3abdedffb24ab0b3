import { clinicalInstant, useWords, Value } from '@openward/platform/ui';
import type { AuditLog } from '../../contract/index.ts';

/** Who elsewhere is given the events: how far it is, and why it stands still where it does. */
export function ExportLine({ name, waiting, waiting_since, sent_at, fault }: AuditLog['exports'][number]) {
  const t = useWords();
  const behind = waiting === 0 ? t('nothing waits') : t('{count, plural, one {# event waits} other {# events wait}}', { count: waiting });
  const last = sent_at === null ? t('nothing sent yet') : t('last sent {time}', { time: clinicalInstant(sent_at) });
  const since = waiting > 0 && waiting_since !== null ? ` (${t('since {time}', { time: clinicalInstant(waiting_since) })})` : '';
  if (fault === null) {
    return <span>{t('Sent to')} <Value script="latin">{name}</Value>{`: ${behind}${since} · ${last}`}</span>;
  }
  return <strong role="alert">{t('The audit log is not taken by')} <Value script="latin">{`${name} (${fault})`}</Value>{`: ${behind}${since} · ${last}`}</strong>;
}
