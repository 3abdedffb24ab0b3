import { useQuery } from '@tanstack/react-query';
import { complianceQueries } from '../client.ts';

/** The laws by which the parts stay that cannot be erased, as an answer names them; empty where nothing stays, or nothing is to be erased. */
export function useLaws(request_id: string, of_erasure: boolean): string {
  const { data } = useQuery({ ...complianceQueries.erasurePreview.queryOptions({ input: { request_id } }), enabled: of_erasure, gcTime: 0 });
  const stay = data?.parts.filter(({ category, may_go }) => category !== 'kept' && !may_go).map(({ law }) => law) ?? [];
  return [...new Set(stay)].join('; ');
}
