import type { DayAppointment, DayColumn, DayOfGrid } from '../../contract/index.ts';
import { hoursOf, minute, type GridColumn } from './grid.ts';

export interface DayAnswer {
  days: DayOfGrid[];
  columns: DayColumn[];
  taken: DayAppointment[];
}

/** A column for each calendar on each day, all with the same hours of the day. */
export function columnsOf({ days, columns, taken }: DayAnswer, titleOf: (column: DayColumn, day: DayOfGrid) => string): GridColumn[] {
  const shown = new Set(columns.map(({ resource_id }) => resource_id));
  const mine = taken.filter(({ resource_id }) => shown.has(resource_id));
  const { first, last } = hoursOf([...columns.flatMap(({ sessions }) => sessions), ...mine], days);
  return columns.flatMap((column) => days.map((day) => {
    const [from, until] = [first, last].map((hours) => Date.parse(day.anchor) + hours * 60 * minute) as [number, number];
    const there = (span: { start: string; end: string }) => Date.parse(span.start) < until && Date.parse(span.end) > from && span.start < day.end && span.end > day.start;
    return {
      key: `${column.resource_id}/${day.date}`, resource_id: column.resource_id, title: titleOf(column, day), from, until,
      sessions: column.sessions.filter(there), off: column.off.filter(there), taken: mine.filter((each) => each.resource_id === column.resource_id && there(each)),
    };
  }));
}

/** Those of a text: part of a name, or of a number. What may not be seen is shown in any case, as it is taken. */
export function matching(taken: readonly DayAppointment[], text: string): DayAppointment[] {
  const wanted = plain(text);
  if (wanted === '') return [...taken];
  return taken.filter(({ appointment }) => appointment === null || plain(`${appointment.patient_name} ${appointment.hospital_number}`).includes(wanted));
}

const plain = (text: string): string => text.normalize('NFD').replace(/[\p{M}\s-]/gu, '').toLowerCase();
