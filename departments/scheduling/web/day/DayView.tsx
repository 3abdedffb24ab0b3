import { useQuery } from '@tanstack/react-query';
import { clinicalDay, useWords } from '@openward/platform/ui';
import { useMemo, useState } from 'react';
import { appointmentStatuses, type DayAppointment, type DayColumn, type DayOfGrid } from '../../contract/index.ts';
import { schedulingQueries } from '../client.ts';
import { AppointmentBox, boxKey } from './AppointmentBox.tsx';
import { ChosenStrip } from './ChosenStrip.tsx';
import { columnsOf, matching } from './columns.ts';
import { DayGrid } from './DayGrid.tsx';
import { DayPaper } from './DayPaper.tsx';
import type { Ghost } from './grid.ts';
import classes from './schedule.module.css';
import type { Moves } from './useMoves.ts';

interface DayViewProps {
  columns: readonly DayColumn[];
  days: DayOfGrid[];
  taken: DayAppointment[];
  text: string;
  open: (taken: DayAppointment, part?: 'move') => void;
  /** Null for somebody who may not book. */
  moves: Moves | null;
}

/** The grid with what is chosen in it; the same as lists on a phone and on paper. */
export function DayView({ columns: calendars, days, taken, text, open, moves }: DayViewProps) {
  const t = useWords();
  const types = useQuery(schedulingQueries.visitTypes.queryOptions({ input: {}, staleTime: 60_000 }));
  const [chosen, setChosen] = useState<string | null>(null);
  const [menu, setMenu] = useState(false);
  const ids = calendars.map(({ resource_id }) => resource_id).join();
  const columns = useMemo(
    () => columnsOf({ days, columns: [...calendars], taken: matching(taken, text) }, (calendar, { date }) => (days.length > 1 ? clinicalDay(date) : calendar.name)),
    // Which calendars are shown is told by their ids: the list of them is a new one at each drawing.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [days, taken, text, ids],
  );
  const kinds = useMemo(() => new Map((types.data?.visit_types ?? []).map((type) => [type.id, type])), [types.data]);
  const boxes = columns.flatMap((column, index) => column.taken.map((each) => ({ taken: each, column: index })));
  const counts = appointmentStatuses.map((status) => [status, new Set(boxes.filter(({ taken: { appointment } }) => appointment?.status === status).map(({ taken: { id } }) => id)).size] as const);
  const move = moves === null ? undefined : (each: DayAppointment, from: number, { column, start, minutes }: Ghost) => {
    const [old, next] = [columns[from]?.resource_id ?? '', columns[column]?.resource_id ?? ''];
    const resource_ids = (each.appointment?.resource_ids ?? []).map((id) => (id === old ? next : id));
    moves.move(each, { resource_ids: [...new Set(resource_ids)], start, minutes });
  };
  return (
    <>
      <ChosenStrip
        chosen={boxes.find((each) => boxKey(each.taken) === chosen || each.taken.id === chosen?.split('/')[0]) ?? null} columns={columns} move={move} open={open} menu={menu} setMenu={setMenu}
        counts={counts.filter(([, count]) => count > 0)}
        kindOf={(each) => kinds.get(each.appointment?.visit_type_id ?? '') ?? { minutes: 20, grid_minutes: 10 }}
      />
      <DayGrid columns={columns} kinds={kinds} open={open} move={move} choose={(each) => setChosen(each === null ? null : boxKey(each.taken))} openMenu={() => setMenu(true)} />
      <div className={classes.list}>
        {columns.map(({ key, title, taken: mine, off }) => (
          <section key={key} aria-label={title}>
            <h2 dir="auto">{title}</h2>
            {mine.map((each) => <AppointmentBox key={boxKey(each)} taken={each} kind={kinds.get(each.appointment?.visit_type_id ?? '')?.name} open={open} />)}
            {mine.length === 0 && <p className="quiet">{off.length > 0 ? t('Away') : t('Nothing is booked.')}</p>}
          </section>
        ))}
      </div>
      <DayPaper columns={columns} day={days.length > 1 ? `${days[0]?.date ?? ''} – ${days.at(-1)?.date ?? ''}` : clinicalDay(days[0]?.date ?? '')} kinds={kinds} />
    </>
  );
}
