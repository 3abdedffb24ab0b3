import { clinicalDate, clinicalTime, useWords, Value } from '@openward/platform/ui';
import type { ReactNode } from 'react';
import { addDays, mondayOf, today } from './days.ts';
import classes from './keep.module.css';
import { weekdayWords } from './words.ts';

interface Span {
  start: string;
  end: string;
}

/** The coming weeks, a line for each, with the times of what happens in them. */
export function WeeksStrip({ spans, weeks = 4 }: { spans: readonly Span[]; weeks?: number }) {
  const first = mondayOf(today());
  return (
    <WeeksGrid
      days={Array.from({ length: weeks * 7 }, (_each, at) => addDays(first, at))}
      cell={(day) => spans.filter(({ start }) => today(new Date(start)) === day).map(({ start, end }) => (
        <span key={start} className={classes.span}><Value script="latin">{`${clinicalTime(start)}–${clinicalTime(end)}`}</Value></span>
      ))}
    />
  );
}

/** Days in lines of a week, Monday first. */
export function WeeksGrid({ days, cell, outside }: { days: readonly string[]; cell: (day: string) => ReactNode; /** Days that do not belong to it. */ outside?: (day: string) => boolean }) {
  const t = useWords();
  return (
    <div className={classes.weeks}>
      {weekdayWords.map((word) => <span key={word} className={classes.weekday} aria-hidden>{t(word)}</span>)}
      {days.map((day) => (
        <div key={day} className={classes.day} data-outside={outside?.(day) || undefined} data-today={day === today() || undefined}>
          <span className={classes.date}><Value script="latin">{clinicalDate(day).slice(0, 6)}</Value></span>
          {cell(day)}
        </div>
      ))}
    </div>
  );
}
