import { clinicalTime, useWords, Value } from '@openward/platform/ui';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { DayAppointment } from '../../contract/index.ts';
import { boxKey } from './AppointmentBox.tsx';
import { Column } from './Column.tsx';
import { heightOf, minute, type Ghost, type GridColumn } from './grid.ts';
import classes from './schedule.module.css';
import { stepped } from './step.ts';
import { useGhost, type Kind } from './useGhost.ts';
import { usePainted } from './usePainted.ts';

interface DayGridProps {
  columns: readonly GridColumn[];
  kinds: ReadonlyMap<string, Kind & { name: string; places: number }>;
  open: (taken: DayAppointment) => void;
  /** Undefined for somebody who may not book. */
  move: ((taken: DayAppointment, from: number, ghost: Ghost) => void) | undefined;
  choose: (chosen: { taken: DayAppointment; column: number } | null) => void;
  openMenu: () => void;
}

const usual: Kind = { minutes: 20, grid_minutes: 10 };
const wholeHour = 60 * minute;

/**
 * Calendars side by side. Arrow keys go from one appointment to the next and across, Enter opens it; M takes it up, + and − make it longer or
 * shorter: the arrow keys then move its ghost, Enter puts it down, Escape leaves it. A pointer drags it, or its lower edge.
 */
export function DayGrid({ columns, kinds, open, move, choose, openMenu }: DayGridProps) {
  const t = useWords();
  const grid = useRef<HTMLDivElement>(null);
  const boxes = useMemo(() => new Map(columns.flatMap(({ taken }, column) => taken.map((each) => [boxKey(each), { taken: each, column }] as const))), [columns]);
  const [focused, setFocused] = useState<string | null>(null);
  const kindOf = (taken: DayAppointment): Kind => kinds.get(taken.appointment?.visit_type_id ?? '') ?? usual;
  const { moving, onKey, onPointerDown, onPointerMove, onPointerUp, drop, wasDragged } = useGhost({ columns, kindOf, commit: move });
  const now = useNow();
  const follow = useRef<string | null>(null);
  usePainted('schedule.grid', columns);

  const opened = useRef(open);
  useEffect(() => {
    opened.current = open;
  });
  const [openBox] = useState(() => (taken: DayAppointment) => void (wasDragged() || opened.current(taken)));

  // What was moved keeps the focus, in whichever column it now lies.
  useEffect(() => {
    if (follow.current === null) return;
    const box = grid.current?.querySelector<HTMLElement>(`[data-appointment^="${follow.current}/"]`);
    if (box !== null && box !== document.activeElement) box?.focus({ preventScroll: true });
    follow.current = null;
  }, [columns]);

  const nowTop = now;
  const first = columns[0];
  useEffect(() => {
    const section = grid.current?.parentElement;
    if (section === null || section === undefined || first === undefined) return;
    const at = Date.now() > first.from && Date.now() < first.until ? Date.now() - 2 * wholeHour : first.from;
    section.scrollTop = Math.max(0, heightOf(at - first.from));
    // Only where another day is shown: a screen does not jump under whoever reads it.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [first?.from, first?.until]);

  const tabbed = focused !== null && boxes.has(focused) ? focused : [...boxes.values()].find(({ taken }) => taken.appointment !== null)?.taken;
  const tabbedKey = typeof tabbed === 'string' ? tabbed : tabbed === undefined ? null : boxKey(tabbed);
  const boxOf = (target: EventTarget | null) => (target instanceof Element ? target.closest<HTMLElement>('[data-appointment]') : null);

  const press = (event: KeyboardEvent<HTMLElement>) => {
    const here = boxes.get(boxOf(event.target)?.dataset['appointment'] ?? '') ?? null;
    if (event.key === 'Enter' && moving !== null) follow.current = moving.taken.id;
    if (onKey(event, here)) return;
    stepped(event, grid.current);
  };

  if (first === undefined) return null;
  const hours = Array.from({ length: Math.round((first.until - first.from) / wholeHour) }, (_each, at) => at * wholeHour);
  const ghost = moving?.ghost;
  return (
    // What scrolls must be reached by keys, and the arrow keys of the appointments in it arrive here.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      className={classes.scroll} aria-label={t('Calendars of the day')} data-moving={moving !== null || undefined}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onKeyDown={press} onPointerMove={onPointerMove} onPointerUp={onPointerUp} onPointerCancel={drop}
      onPointerDown={(event) => {
        const box = boxOf(event.target);
        const here = boxes.get(box?.dataset['appointment'] ?? '');
        if (box !== null && here !== undefined) onPointerDown(event, here.taken, here.column, box);
      }}
      onFocus={(event) => {
        const key = boxOf(event.target)?.dataset['appointment'];
        if (key === undefined) return;
        setFocused(key);
        choose(boxes.get(key) ?? null);
      }}
      onContextMenu={(event) => {
        const here = boxes.get(boxOf(event.target)?.dataset['appointment'] ?? '');
        if (here === undefined || move === undefined) return;
        event.preventDefault();
        choose(here);
        openMenu();
      }}
    >
      <div className={classes.grid} ref={grid}>
        <div className={classes.clock}>
          <div className={classes.head}>&nbsp;</div>
          <div className={classes.hours} style={{ height: heightOf(first.until - first.from) }}>
            {hours.map((after) => <div key={after} className={classes.hour} style={{ top: heightOf(after) }}><Value script="latin">{clinicalTime(new Date(first.from + after))}</Value></div>)}
          </div>
        </div>
        {columns.map((column, index) => (
          <Column
            key={column.key} column={column} kinds={kinds} hours={hours.length} open={openBox} resizable={move !== undefined}
            tabbed={tabbedKey !== null && boxes.get(tabbedKey)?.column === index ? tabbedKey : null}
            moving={moving !== null && moving.from === index ? boxKey(moving.taken) : null} ghost={ghost?.column === index ? ghost : null}
            now={nowTop > column.from && nowTop < column.until ? nowTop : null}
          />
        ))}
      </div>
      <div className={classes.said} role="status">
        {ghost !== undefined && `${columns[ghost.column]?.title ?? ''}, ${clinicalTime(new Date(ghost.start))}–${clinicalTime(new Date(ghost.start + ghost.minutes * minute))}`}
      </div>
    </section>
  );
}

/** The present, a minute at a time. */
function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), minute);
    return () => clearInterval(timer);
  }, []);
  return now;
}
