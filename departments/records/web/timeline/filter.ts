import type { Grouping, Kind } from '../../contract/index.ts';
import { hiddenAtFirst } from './kinds.ts';

/** What of the chart is shown, and in which groups. Blank texts filter nothing. */
export interface TimelineFilter {
  group: Grouping;
  text: string;
  from: string;
  to: string;
  hidden: readonly Kind[];
}

export const firstFilter: TimelineFilter = { group: 'visit', text: '', from: '', to: '', hidden: hiddenAtFirst };
