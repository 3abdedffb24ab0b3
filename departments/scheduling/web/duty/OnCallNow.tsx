import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useLive, usePermissions, useWords, Value } from '@openward/platform/ui';
import type { OnCall } from '../../contract/index.ts';
import { schedulingQueries } from '../client.ts';
import { callLevelWords } from './words.ts';

/** Who is on call now, as it changes. */
export function useOnCallNow(): readonly OnCall[] {
  const may = usePermissions();
  const client = useQueryClient();
  const found = useQuery({ ...schedulingQueries.onCall.queryOptions({ input: {} }), enabled: may('scheduling.calendar'), refetchInterval: 300_000 });
  useLive(may('scheduling.calendar') ? 'duty' : null, () => void client.invalidateQueries({ queryKey: schedulingQueries.onCall.key() }));
  return (found.data?.on_call ?? []).filter((each) => each.now);
}

/** One line: who is on call now. Nothing where nobody is entered. */
export function OnCallNow() {
  const t = useWords();
  const now = useOnCallNow();
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
