import { clinicalTime, useWords, Value } from '@openward/platform/ui';
import { memo, useMemo } from 'react';
import type { DayAppointment } from '../../contract/index.ts';
import { offWords } from '../choices.ts';
import { AppointmentBox, boxKey } from './AppointmentBox.tsx';
import { GroupBox } from './GroupBox.tsx';
import { gatheringsOf, heightOf, minute, placeAll, type Ghost, type GridColumn } from './grid.ts';
import classes from './schedule.module.css';
import type { Kind } from './useGhost.ts';

interface ColumnProps {
  column: GridColumn;
  kinds: ReadonlyMap<string, Kind & { name: string; places: number }>;
  hours: number;
  resizable: boolean;
  /** The box that Tab reaches, where it is of this column. */
  tabbed: string | null;
  moving: string | null;
  ghost: Ghost | null;
  now: number | null;
  open: (taken: DayAppointment) => void;
}

/** One calendar on one day: open time is light, the rest is shaded; leave and holidays are named; what is taken lies upon it. */
export const Column = memo(function Column({ column, kinds, hours, resizable, tabbed, moving, ghost, now, open }: ColumnProps) {
  const t = useWords();
  const { title, from, until, sessions, off, taken } = column;
  // A group is one box; it lies where its first patient would.
  const { placed, groups } = useMemo(() => {
    const { alone, gatherings } = gatheringsOf(taken, (id) => kinds.get(id)?.places ?? 1);
    return { placed: placeAll([...alone, ...gatherings.map((each) => each.taken[0]!)], from), groups: new Map(gatherings.map((each) => [boxKey(each.taken[0]!), each])) };
  }, [taken, from, kinds]);
  const span = ({ start, end }: { start: string; end: string }) => {
    const [top, bottom] = [Math.max(Date.parse(start), from), Math.min(Date.parse(end), until)];
    return { top: heightOf(top - from), height: heightOf(Math.max(0, bottom - top)) };
  };
  const booked = new Set(taken.flatMap(({ id, appointment }) => (appointment === null ? [] : [id]))).size;
  return (
    <section aria-label={title} data-column>
      <h2 className={classes.head}><Value>{title}</Value> <span className="quiet" aria-hidden>{booked}</span></h2>
      <div className={classes.column} style={{ height: heightOf(until - from) }} data-body>
        {sessions.map((each) => <div key={each.start} className={classes.session} style={span(each)} />)}
        {Array.from({ length: hours }, (_each, hour) => <div key={hour} className={classes.hour} style={{ top: heightOf(hour * 60 * minute) }} aria-hidden />)}
        {off.map((each) => <div key={`${each.kind}${each.start}`} className={classes.off} style={span(each)}><span>{t(offWords[each.kind])}</span></div>)}
        {placed.map(({ taken: each, top, height, side, sides }) => (groups.has(boxKey(each)) ? (
          <GroupBox
            key={boxKey(each)} group={groups.get(boxKey(each))!} name={kinds.get(each.appointment?.visit_type_id ?? '')?.name ?? ''} places={kinds.get(each.appointment?.visit_type_id ?? '')?.places ?? 1}
            at={{ top, height, side, sides }} open={open}
          />
        ) : (
          <PlacedBox
            key={boxKey(each)} taken={each} top={top} height={height} side={side} sides={sides} kind={kinds.get(each.appointment?.visit_type_id ?? '')?.name}
            tabbed={tabbed === boxKey(each)} moving={moving === boxKey(each)} resizable={resizable && each.appointment?.status === 'booked'} open={open}
          />
        )))}
        {now !== null && <div className={classes.now} style={{ top: heightOf(now - from) }} />}
        {ghost !== null && (
          <div className={classes.ghost} style={{ top: heightOf(ghost.start - from), height: heightOf(ghost.minutes * minute) }} aria-hidden>
            <Value script="latin">{`${clinicalTime(new Date(ghost.start))}–${clinicalTime(new Date(ghost.start + ghost.minutes * minute))}`}</Value>
          </div>
        )}
      </div>
    </section>
  );
});

interface PlacedBoxProps {
  taken: DayAppointment;
  top: number;
  height: number;
  side: number;
  sides: number;
  kind: string | undefined;
  tabbed: boolean;
  moving: boolean;
  resizable: boolean;
  open: (taken: DayAppointment) => void;
}

/** Drawn again only where it lies or stands otherwise. */
const PlacedBox = memo(function PlacedBox({ top, height, side, sides, ...box }: PlacedBoxProps) {
  return <AppointmentBox {...box} at={{ top, height, side, sides }} />;
});
