import { useQuery } from '@tanstack/react-query';
import type { Book } from '../contract/index.ts';
import { ledgerQueries } from './client.ts';

/** What the books are kept in, and what day it is in the hospital. */
export const useBook = () => useQuery(ledgerQueries.book.queryOptions({ input: {} }));

/** The year so far. */
export const thisYear = ({ today }: Book): { from: string; until: string } => ({ from: `${today.slice(0, 4)}-01-01`, until: today });

/** Currencies to choose among; the one that is chosen is one of them. */
export const currenciesOf = ({ currencies }: Book, chosen: string): string[] => (currencies.includes(chosen) ? currencies : [chosen, ...currencies]);
