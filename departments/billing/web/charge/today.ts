import { useQuery } from '@tanstack/react-query';
import { billingQueries } from '../client.ts';

/** Today by the hospital’s clock, once it is known. */
export const useToday = (): string | undefined => useQuery(billingQueries.priceLists.queryOptions({ input: {} })).data?.today;

/** The day some days before. */
export const daysBefore = (day: string, days: number): string => new Date(Date.parse(`${day}T12:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
