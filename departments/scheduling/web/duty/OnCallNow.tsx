import { useQuery } from '@tanstack/react-query';
import { usePermissions, useWords, Value } from '@openward/platform/ui';
import { schedulingQueries } from '../client.ts';
import { callLevelWords } from './words.ts';

/** One line: who is on call now. Nothing where nobody is entered. */
export function OnCallNow() {
  const t = useWords();
  const may = usePermissions();
  const found = useQuery({ ...schedulingQueries.onCall.queryOptions({ input: {} }), enabled: may('scheduling.calendar'), refetchInterval: 60_000 });
  const now = (found.data?.on_call ?? []).filter((each) => each.now);
  if (now.length === 0) return null;
  return (
    <p className="quiet" style={{ margin: 0 }}>
      {t('On call now')}{' '}
      {now.map(({ id, specialty, level, name, reach }, at) => (
        <span key={id}>{at > 0 && ' · '}<Value>{specialty}</Value> ({t(callLevelWords[level])}) <strong><Value>{name}</Value></strong> {reach !== null && <Value script="latin">{reach}</Value>}</span>
      ))}
    </p>
  );
}
