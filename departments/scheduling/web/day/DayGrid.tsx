import { clinicalTime, useWords, Value } from '@openward/platform/ui';
import { useRef, type KeyboardEvent } from 'react';
import type { DayAppointment } from '../../contract/index.ts';
import { AppointmentBox } from './AppointmentBox.tsx';
import { hoursOf, placeAll } from './grid.ts';
import classes from './schedule.module.css';

export interface DayColumns {
  start: string;
  columns: { resource_id: string; name: string; sessions: { start: string; end: string }[] }[];
  taken: DayAppointment[];
}

const scale = 1.5;
const minute = 60_000;

/** The day as a column for each clinician, room or machine. Arrow keys go from one appointment to the next, and across. */
export function DayGrid({ day, open }: { day: DayColumns; open: (taken: DayAppointment) => void }) {
  const t = useWords();
  const grid = useRef<HTMLDivElement>(null);
  const { from, until } = hoursOf([...day.columns.flatMap(({ sessions }) => sessions), ...day.taken], day.start);
  const height = ((until - from) / minute) * scale;
  const hours = Array.from({ length: Math.round((until - from) / (60 * minute)) }, (_each, at) => from + at * 60 * minute);
  const top = (instant: number) => ((instant - from) / minute) * scale;
  const now = Date.now();
  return (
    // What scrolls must be reached by keys, and the arrow keys of the appointments in it arrive here.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions
    <section className={classes.scroll} aria-label={t('Calendars of the day')} tabIndex={0} onKeyDown={(event) => step(event, grid.current)}>
      <div className={classes.grid} ref={grid}>
        <div>
          <div className={classes.head}>&nbsp;</div>
          <div className={classes.hours} style={{ height }}>
            {hours.map((hour) => <div key={hour} className={classes.hour} style={{ top: top(hour) }}><Value script="latin">{clinicalTime(new Date(hour))}</Value></div>)}
          </div>
        </div>
        {day.columns.map(({ resource_id, name, sessions }) => (
          <section key={resource_id} aria-label={name} data-column>
            <h2 className={classes.head}><Value>{name}</Value></h2>
            <div className={classes.column} style={{ height }}>
              {sessions.map(({ start, end }) => (
                <div key={start} className={classes.session} style={{ top: top(Math.max(Date.parse(start), from)), height: top(Date.parse(end)) - top(Math.max(Date.parse(start), from)) }} />
              ))}
              {hours.map((hour) => <div key={hour} className={classes.hour} style={{ top: top(hour) }} aria-hidden />)}
              {placeAll(day.taken.filter((each) => each.resource_id === resource_id), from, scale).map((each) => (
                <AppointmentBox
                  key={`${each.id}-${each.lane}`} taken={each} open={() => open(each)}
                  style={{ top: each.top, height: Math.max(each.height - 1, 18), insetInlineStart: `calc(${(100 * each.side) / each.sides}% + 2px)`, width: `calc(${100 / each.sides}% - 4px)` }}
                />
              ))}
              {now > from && now < until && <div className={classes.now} style={{ top: top(now) }} />}
            </div>
          </section>
        ))}
      </div>
    </section>
  );
}

/** Up and down within a column, left and right to the appointment at nearly the same time in the next one that has any. */
function step(event: KeyboardEvent, grid: HTMLElement | null): void {
  const here = document.activeElement;
  if (grid === null || !(here instanceof HTMLElement) || !here.hasAttribute('data-appointment')) return;
  const columns = [...grid.querySelectorAll('[data-column]')].map((column) => [...column.querySelectorAll<HTMLElement>('[data-appointment]')]).filter((items) => items.length > 0);
  const column = columns.findIndex((items) => items.includes(here));
  const row = columns[column]?.indexOf(here) ?? 0;
  const across = getComputedStyle(grid).direction === 'rtl' ? -1 : 1;
  const aside = (by: number) => {
    const y = here.getBoundingClientRect().top;
    return columns[column + by]?.toSorted((a, b) => Math.abs(a.getBoundingClientRect().top - y) - Math.abs(b.getBoundingClientRect().top - y))[0];
  };
  const aims: Record<string, () => HTMLElement | undefined> = {
    ArrowDown: () => columns[column]?.[row + 1], ArrowUp: () => columns[column]?.[row - 1], ArrowRight: () => aside(across), ArrowLeft: () => aside(-across),
  };
  const aim = aims[event.key]?.();
  if (aim === undefined) return;
  event.preventDefault();
  aim.focus();
}
