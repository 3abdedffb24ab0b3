import type { Grouping, Kind } from '../../contract/index.ts';
import { hiddenAtFirst } from './kinds.ts';

/** What of the chart is shown, and in which groups. Blank texts filter nothing. */
export interface TimelineFilter {
  group: Grouping;
  text: string;
  from: string;
  to: string;
  hidden: readonly Kind[];
  /** What was planned and given, and nothing else. */
  treatment: boolean;
  /** Also what was made in error. */
  with_errors: boolean;
}

export const firstFilter: TimelineFilter = { group: 'visit', text: '', from: '', to: '', hidden: hiddenAtFirst, treatment: false, with_errors: false };

/** Whether something of the chart is left out that is not left out at first. */
export const isFiltered = ({ text, from, to, hidden, treatment }: TimelineFilter): boolean =>
  text !== '' || from !== '' || to !== '' || treatment || hidden.length !== firstFilter.hidden.length;
