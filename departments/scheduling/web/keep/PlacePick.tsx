import { useQuery } from '@tanstack/react-query';
import { PickField, useWords } from '@openward/platform/ui';
import { staffQueries } from '../client.ts';

/** A room of the hospital, found by typing. */
export function PlacePick({ path, label, span = 6 }: { path: string; label: string; span?: number }) {
  const t = useWords();
  const found = useQuery({ ...staffQueries.listLocations.queryOptions({ input: { active: true, kind: 'room', limit: 200 } }), staleTime: 60_000 });
  return (
    <PickField
      path={path} label={label} span={span} placeholder={t('Name or code of the place')}
      choices={(found.data?.locations ?? []).map(({ id, name, code }) => ({ value: id, label: `${name} · ${code}` }))}
    />
  );
}
