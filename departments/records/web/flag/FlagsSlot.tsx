import { useQuery } from '@tanstack/react-query';
import { BannerAlert, useWords, Value } from '@openward/platform/ui';
import { recordQueries } from '../client.ts';

/** The flags that are raised, in the banner; and that something is restricted, where a label hides it. */
export function FlagsSlot({ patient_id }: { patient_id: string }) {
  const t = useWords();
  const { data, isError } = useQuery({ ...recordQueries.flags.list.queryOptions({ input: { patient_id } }), staleTime: 60_000 });
  const summary = useQuery({ ...recordQueries.summary.queryOptions({ input: { patient_id } }), staleTime: 60_000 });
  if (isError) return <BannerAlert tone="danger">{t('Flags could not be loaded')}</BannerAlert>;
  const raised = (data?.statements ?? []).filter(({ status }) => status === 'active');
  return (
    <>
      {summary.data?.restricted_items === true && <BannerAlert>{t('Restricted items: break the glass to see them')}</BannerAlert>}
      {raised.map(({ id, title, statement }) => (
        <BannerAlert key={id} tone={statement?.category === 'safety' || statement?.category === 'advance-directive' ? 'danger' : 'caution'}>
          <Value>{title}</Value>
        </BannerAlert>
      ))}
    </>
  );
}
