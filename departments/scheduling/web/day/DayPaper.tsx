import { clinicalInstant, clinicalTime, groupNumber, useAccount, useWords, Value } from '@openward/platform/ui';
import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { statusShapes, statusWords } from '../choices.ts';
import type { GridColumn } from './grid.ts';
import classes from './schedule.module.css';

interface DayPaperProps {
  columns: readonly GridColumn[];
  day: string;
  kinds: ReadonlyMap<string, { name: string }>;
}

/** What is printed instead of the grid: a list for each calendar, on pages of its own, each of which says who printed it and when. */
export function DayPaper({ columns, day, kinds }: DayPaperProps) {
  const t = useWords();
  const { display_name } = useAccount();
  const [at, setAt] = useState<Date | null>(null);
  useEffect(() => {
    const before = () => flushSync(() => setAt(new Date()));
    const after = () => setAt(null);
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    return () => {
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
    };
  }, []);
  if (at === null) return null;
  return (
    <div className={classes.paper}>
      {columns.map(({ key, title, taken }) => (
        <section key={key}>
          <table>
            <thead>
              <tr>
                <th colSpan={6}>
                  <Value>{title}</Value> · <Value script="latin">{day}</Value> · {t('Printed by')} <Value>{display_name}</Value>, <Value script="latin">{clinicalInstant(at)}</Value>
                </th>
              </tr>
              <tr><th>{t('When')}</th><th>{t('Patient')}</th><th>{t('Hospital number')}</th><th>{t('Kind')}</th><th>{t('State')}</th><th>{t('Notes')}</th></tr>
            </thead>
            <tbody>
              {taken.map(({ id, lane, start, end, held, appointment }) => (
                <tr key={`${id}/${lane}`}>
                  <td><Value script="latin">{`${clinicalTime(start)}–${clinicalTime(end)}`}</Value></td>
                  <td>{appointment === null ? (held ? t('held') : t('taken')) : <Value>{appointment.patient_name}</Value>}</td>
                  <td>{appointment !== null && <Value script="latin">{groupNumber(appointment.hospital_number)}</Value>}</td>
                  <td>{appointment !== null && <Value>{kinds.get(appointment.visit_type_id)?.name}</Value>}</td>
                  <td>{appointment !== null && <>{statusShapes[appointment.status]} {t(statusWords[appointment.status])}</>}</td>
                  <td>{appointment?.overbooked === true && t('overbooked')}</td>
                </tr>
              ))}
              {taken.length === 0 && <tr><td colSpan={6}>{t('Nothing is booked.')}</td></tr>}
            </tbody>
          </table>
        </section>
      ))}
    </div>
  );
}
