import { clinicalDay, clinicalTime, useWords, Value } from '@openward/platform/ui';
import type { Duty, PlanRow } from '../../contract/index.ts';
import { today } from '../keep/days.ts';
import classes from './duty.module.css';

interface DutyTableProps {
  days: readonly string[];
  rows: readonly PlanRow[];
  manage: boolean;
  open: (row: PlanRow, date: string, duty: Duty | null) => void;
  moved: (to: { duty: Duty; row: PlanRow; date: string }) => void;
  awayWord: (kind: 'leave' | 'holiday' | 'block') => string;
}

/** People and rooms by days. A shift stands on the day on which it begins. */
export function DutyTable({ days, rows, manage, open, moved, awayWord }: DutyTableProps) {
  const t = useWords();
  const find = (id: string) => rows.flatMap(({ duties }) => duties).find((duty) => duty.id === id);
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr><th scope="col">{t('Who')}</th>{days.map((day) => <th key={day} scope="col" data-today={day === today() || undefined}><Value script="latin">{clinicalDay(day).slice(0, 10)}</Value></th>)}</tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.resource_id} data-own={row.own || undefined}>
              <th scope="row"><Value>{row.name}</Value></th>
              {days.map((day) => (
                <td
                  key={day} onDragOver={(event) => manage && event.preventDefault()}
                  onDrop={(event) => {
                    event.preventDefault();
                    const duty = find(event.dataTransfer.getData('text/plain'));
                    if (duty !== undefined) moved({ duty, row, date: day });
                  }}
                >
                  {row.away.filter(({ start, end }) => today(new Date(start)) <= day && today(new Date(Date.parse(end) - 1)) >= day).map(({ kind, start }) => (
                    <span key={`${kind}${start}`} className={classes.away}>{awayWord(kind)}</span>
                  ))}
                  {row.duties.filter(({ start }) => today(new Date(start)) === day).map((duty) => {
                    const time = `${clinicalTime(duty.start)}–${clinicalTime(duty.end)}`;
                    if (!manage && !row.own) return <span key={duty.id} className={classes.shift}><Value script="latin">{time}</Value></span>;
                    return (
                      <button
                        key={duty.id} type="button" className={classes.shift} draggable={manage} onDragStart={(event) => event.dataTransfer.setData('text/plain', duty.id)}
                        aria-label={t('{name}, {day}, {time}', { name: row.name, day: clinicalDay(day), time })} onClick={() => open(row, day, duty)}
                      ><Value script="latin">{time}</Value></button>
                    );
                  })}
                  {manage && (
                    <button type="button" className={classes.add} aria-label={t('Add a shift of {name} on {day}', { name: row.name, day: clinicalDay(day) })} onClick={() => open(row, day, null)}>+</button>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
