import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useLive, usePermissions, useWords, Value } from '@openward/platform/ui';
import { schedulingQueries } from '../client.ts';
import { callLevelWords } from './words.ts';

/** One line: who is on call now, on the day grid and above the emergency board. Nothing where nobody is entered. */
export default function OnCallNow() {
  const t = useWords();
  const may = usePermissions();
  const found = useQuery({ ...schedulingQueries.onCall.queryOptions({ input: {} }), enabled: may('scheduling.calendar'), refetchInterval: 300_000 });
  const client = useQueryClient();
  useLive(may('scheduling.calendar') ? 'duty' : null, () => void client.invalidateQueries({ queryKey: schedulingQueries.onCall.key() }));
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
